/**
 * Web pages for an agent: {@link dev.glmagent.tools.http.FetchTool} connects only to addresses that it has checked itself.
 */
@NullMarked
package dev.glmagent.tools.http;

import org.jspecify.annotations.NullMarked;
