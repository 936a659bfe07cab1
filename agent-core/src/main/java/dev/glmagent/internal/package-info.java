/** The drivers that act on the steps of the pure loop. Not for use from outside. */
@NullMarked
package dev.glmagent.internal;

import org.jspecify.annotations.NullMarked;
