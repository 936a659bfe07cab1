/** The weather bot. */
@NullMarked
package dev.glmagent.examples.weather;

import org.jspecify.annotations.NullMarked;
