package dev.glmagent.tool.samples.nested;

import dev.glmagent.tool.Tool;

/** A tool class whose super class and interface bring tools too. */
public class Counter implements Resets {
    private int count;

    @Tool("Counts")
    public int count() {
        return ++count;
    }
}

/** Has no tool of its own, but inherits one. */
class Heir extends Base {}

abstract class Base {
    @Tool("From the super class")
    String inherited() {
        return "base";
    }
}

interface Resets {
    @Tool("From the interface")
    default String reset() {
        return "reset";
    }
}
