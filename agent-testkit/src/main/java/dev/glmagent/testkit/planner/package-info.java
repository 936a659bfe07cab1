/**
 * The parts of {@link dev.glmagent.testkit.OfflinePlanner}. Internal: use the planner, not these. The package knows the
 * request's JSON and nothing of the emulator.
 */
@NullMarked
package dev.glmagent.testkit.planner;

import org.jspecify.annotations.NullMarked;
