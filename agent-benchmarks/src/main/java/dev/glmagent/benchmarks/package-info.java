/** What things cost: time and bytes, side by side with code written by hand. */
@NullMarked
package dev.glmagent.benchmarks;

import org.jspecify.annotations.NullMarked;
