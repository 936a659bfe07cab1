/** The demo launcher: command line, choice of model, trace, exit codes. The bots are in the packages below. */
@NullMarked
package dev.glmagent.examples;

import org.jspecify.annotations.NullMarked;
