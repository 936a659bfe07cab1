/** The parts behind the auto-configuration; not for users. */
@NullMarked
package dev.glmagent.spring.internal;

import org.jspecify.annotations.NullMarked;
