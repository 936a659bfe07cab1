package dev.glmagent.tool;

/**
 * What a tool does to the world, in the words of the Model Context Protocol. A tool says it about itself, so it is as
 * trustworthy as the tool.
 *
 * <p>Here every hint is false until the tool says otherwise. (MCP presumes the worst of what it is not told, as its
 * servers are strangers; these are methods of your own program.)
 *
 * @param readOnly changes nothing; a call that failed for a passing reason is tried again
 * @param destructive may change or delete what cannot be brought back; by default a human is asked before each call
 * @param idempotent a second call with the same arguments changes nothing more; tried again as a read-only one
 * @param openWorld reaches out to places this program does not control, such as the web: its results are not to be trusted
 */
public record ToolHints(boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {

    /** Nothing is known. */
    public static final ToolHints NONE = new ToolHints(false, false, false, false);

    /** Changes nothing. */
    public static final ToolHints READ_ONLY = new ToolHints(true, false, true, false);

    /** May change or delete what cannot be brought back. */
    public static final ToolHints DESTRUCTIVE = new ToolHints(false, true, false, false);

    /**
     * Checks that the hints go together.
     *
     * @throws IllegalArgumentException for a tool that changes nothing and destroys something
     */
    public ToolHints {
        if (readOnly && destructive) {
            throw new IllegalArgumentException("a tool cannot be both readOnly and destructive");
        }
    }

    /**
     * Whether a call may be made twice without harm.
     *
     * @return true for read-only and idempotent tools
     */
    public boolean repeatable() {
        return readOnly || idempotent;
    }
}
