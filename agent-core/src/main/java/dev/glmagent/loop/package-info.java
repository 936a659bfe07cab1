/**
 * What happens next in a run: a pure function from what is known to the next step. No threads, no input or output, no
 * clock; the drivers that act on the steps live in {@code dev.glmagent.internal}.
 */
@NullMarked
package dev.glmagent.loop;

import org.jspecify.annotations.NullMarked;
