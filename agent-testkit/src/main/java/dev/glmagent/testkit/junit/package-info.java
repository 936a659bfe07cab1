/** The emulator in JUnit 5 tests: see {@link dev.glmagent.testkit.junit.GlmTest}. */
@NullMarked
package dev.glmagent.testkit.junit;

import org.jspecify.annotations.NullMarked;
