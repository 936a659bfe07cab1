/** The platform's other endpoints: vectors, pictures, files, knowledge, tuning, batches, tasks, small text services. */
@NullMarked
package dev.glmagent.testkit.internal.platform;

import org.jspecify.annotations.NullMarked;
