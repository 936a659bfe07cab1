package dev.glmagent.glm.chat;

/** A tool that runs on the platform within one call, and never comes back as a call to run. */
public sealed interface ServerTool permits Retrieval, WebSearch, RemoteMcp {

    /**
     * The tool's name on the wire, which is also the name of its settings.
     *
     * @return for example {@code retrieval}
     */
    String type();

    /**
     * The tool's settings as they go over the wire.
     *
     * @return a JSON object
     */
    String settings();
}
