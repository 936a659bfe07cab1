/**
 * Tools: ordinary Java methods with {@link dev.glmagent.tool.Tool}, collected in an immutable
 * {@link dev.glmagent.tool.ToolRegistry}, described by a JSON Schema and called with checked arguments.
 */
@NullMarked
package dev.glmagent.tool;

import org.jspecify.annotations.NullMarked;
