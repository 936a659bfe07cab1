/** The library inside a program that has no framework. */
@NullMarked
package dev.glmagent.examples.embedded;

import org.jspecify.annotations.NullMarked;
