package dev.glmagent.tool.samples;

import dev.glmagent.tool.Tool;

class Clock {
    @Tool("The time")
    static String now() {
        return "12:00";
    }

    String notATool() {
        return "";
    }
}
