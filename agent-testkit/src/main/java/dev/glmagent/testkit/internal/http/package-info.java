/** A small HTTP/1.1 server on blocking sockets that can also send what no HTTP server would. */
@NullMarked
package dev.glmagent.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
