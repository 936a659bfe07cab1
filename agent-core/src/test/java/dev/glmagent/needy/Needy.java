package dev.glmagent.needy;

import dev.glmagent.tool.Tool;

/** A tool class that something else has to make. */
public class Needy {
    private final String origin;

    public Needy(String origin) {
        this.origin = origin;
    }

    @Tool("Where it comes from")
    String whence() {
        return origin;
    }
}
