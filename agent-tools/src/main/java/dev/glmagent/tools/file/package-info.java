/**
 * Files below one directory, for an agent: {@link dev.glmagent.tools.file.FileTools} lists, reads and searches,
 * {@link dev.glmagent.tools.file.FileWriteTools} writes. Nothing outside the directory can be reached.
 */
@NullMarked
package dev.glmagent.tools.file;

import org.jspecify.annotations.NullMarked;
