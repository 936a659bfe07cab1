/** Dates and times for an agent: {@link dev.glmagent.tools.clock.ClockTools}. */
@NullMarked
package dev.glmagent.tools.clock;

import org.jspecify.annotations.NullMarked;
