/** HTTP, JSON and errors of the GLM platform. Not for use from outside. */
@NullMarked
package dev.glmagent.glm.internal;

import org.jspecify.annotations.NullMarked;
