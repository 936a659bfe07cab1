/** How a method becomes a tool: scan, schema, binding, invocation. Not for use from outside. */
@NullMarked
package dev.glmagent.tool.internal;

import org.jspecify.annotations.NullMarked;
