package dev.glmagent.glm.internal;

/** What the caller has seen of an answer that is still arriving. */
interface Delivered {

    /** Whether the caller has seen a piece, so that another attempt would show it twice. */
    boolean delivered();

    /** The text so far. */
    String text();
}
