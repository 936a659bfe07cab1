package dev.glmagent.glm.image;

/**
 * A picture on the platform.
 *
 * @param url where it can be fetched, without a key, for 30 days
 */
public record Image(String url) {}
