/** A GLM platform in a box. */
@NullMarked
package dev.glmagent.testkit;

import org.jspecify.annotations.NullMarked;
