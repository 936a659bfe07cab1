package dev.glmagent.chat;

/**
 * Why a reply ended. Open on purpose: a value this version does not know keeps its raw text.
 *
 * @param value the text on the wire; empty when the service sent none
 */
public record FinishReason(String value) {

    /** A natural end or a stop word. */
    public static final FinishReason STOP = new FinishReason("stop");

    /** The model asks for tools. Presence of calls decides, not this word: proxies mix them up. */
    public static final FinishReason TOOL_CALLS = new FinishReason("tool_calls");

    /** The token limit cut the reply; arguments of tool calls are not complete. */
    public static final FinishReason LENGTH = new FinishReason("length");

    /** Moderation blocked the output. */
    public static final FinishReason SENSITIVE = new FinishReason("sensitive");

    /** Inference failed on GLM's side; comes with HTTP 200. */
    public static final FinishReason NETWORK_ERROR = new FinishReason("network_error");

    /** The context window overflowed during generation. */
    public static final FinishReason CONTEXT_EXCEEDED = new FinishReason("model_context_window_exceeded");
}
