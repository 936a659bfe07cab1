package dev.glmagent.spring.scanned;

import dev.glmagent.tool.Tool;

/** Has no constructor without parameters: only a container can make it. */
public class Greeter {

    private final String greeting;

    public Greeter(String greeting) {
        this.greeting = greeting;
    }

    @Tool("Greets")
    public String greet() {
        return greeting;
    }
}
