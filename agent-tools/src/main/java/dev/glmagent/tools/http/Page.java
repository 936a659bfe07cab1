package dev.glmagent.tools.http;

/**
 * A page as the program gets it beside the model's text ({@code ToolResult.Ok.data}).
 *
 * @param url where it was found, after redirects
 * @param status HTTP status
 * @param type media type without parameters, for example {@code text/html}
 * @param title of an HTML page; empty for others
 * @param text its readable text, whole as far as it was read
 * @param truncated whether the body was longer than may be read
 */
public record Page(String url, int status, String type, String title, String text, boolean truncated) {}
