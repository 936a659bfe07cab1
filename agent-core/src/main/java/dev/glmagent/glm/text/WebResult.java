package dev.glmagent.glm.text;

/**
 * A page that was found on the web.
 *
 * @param title its title
 * @param content its text, or the part of it that fits
 * @param link its address; some engines leave it empty
 * @param media the site's name, may be empty
 * @param publishDate as the site writes it, may be empty
 */
public record WebResult(String title, String content, String link, String media, String publishDate) {}
