package dev.glmagent.tool.samples.nested;

/** In a scanned package, without a tool: must never be initialised. */
public class Bystander {
    static {
        System.setProperty("glmagent.test.bystander", "initialised");
    }
}
