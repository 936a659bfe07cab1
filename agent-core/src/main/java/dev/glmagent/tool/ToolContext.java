package dev.glmagent.tool;

/**
 * What a running tool may know about its call. Declare it as a parameter of the method: the framework fills it, the
 * model never sees it and cannot fill it.
 *
 * @param toolName the name the tool was called by
 * @param callId the id of the call within its assistant message; not unique beyond that
 * @param values what the program handed to the run
 */
public record ToolContext(String toolName, String callId, ContextValues values) {

    /**
     * A context without values.
     *
     * @param toolName the name the tool was called by
     * @param callId the id of the call
     */
    public ToolContext(String toolName, String callId) {
        this(toolName, callId, ContextValues.NONE);
    }
}
