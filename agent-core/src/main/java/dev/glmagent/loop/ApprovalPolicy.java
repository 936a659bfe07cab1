package dev.glmagent.loop;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ToolHints;

/**
 * Decides in code, never by the model, whether a call may run. Must give the same verdict for the same call.
 *
 * <pre>{@code
 * ApprovalPolicy policy = (call, hints) ->
 *         call.name().equals("refund") ? Verdict.ASK : ApprovalPolicy.DEFAULT.judge(call, hints);
 * }</pre>
 */
@FunctionalInterface
public interface ApprovalPolicy {

    /** Asks for destructive tools and allows all others. */
    ApprovalPolicy DEFAULT = (call, hints) -> hints.destructive() ? Verdict.ASK : Verdict.ALLOW;

    /** Allows every call: for tests, and for tools that check for themselves. */
    ApprovalPolicy ALLOW_ALL = (call, hints) -> Verdict.ALLOW;

    /**
     * Judges a call of a tool that was offered.
     *
     * @param call what the model asks for; the arguments are not checked yet
     * @param hints what the tool does to the world
     * @return the verdict
     */
    Verdict judge(ToolCall call, ToolHints hints);

    /** What a policy may say. */
    enum Verdict {
        /** The call runs. */
        ALLOW,
        /** A human decides. */
        ASK,
        /** The call does not run, and the model is told. */
        DENY
    }
}
