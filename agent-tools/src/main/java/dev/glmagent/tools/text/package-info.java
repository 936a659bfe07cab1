/** Work on text for an agent: {@link dev.glmagent.tools.text.TextTools} matches patterns and compares versions. */
@NullMarked
package dev.glmagent.tools.text;

import org.jspecify.annotations.NullMarked;
