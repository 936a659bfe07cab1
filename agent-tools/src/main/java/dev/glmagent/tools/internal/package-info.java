/** What several tools share. */
@NullMarked
package dev.glmagent.tools.internal;

import org.jspecify.annotations.NullMarked;
