package dev.glmagent.glm.chat;

import dev.glmagent.glm.internal.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How a model is asked: all of GLM's request fields besides the conversation and its tools. Immutable; each method gives a
 * copy. What is not set is left to GLM, whose defaults differ by model.
 *
 * <pre>{@code
 * ChatModel strict = glm.chatModel("glm-4").with(ChatOptions.of().temperature(0.1).maxTokens(512).jsonMode());
 * }</pre>
 */
public final class ChatOptions {

    /** What the client itself writes. */
    private static final Set<String> OURS = Set.of("model", "messages", "tools", "stream", "request_id");

    private static final ChatOptions NONE = new ChatOptions(Fields.NONE, List.of(), "", false);

    private final Fields fields;
    private final List<ServerTool> serverTools;
    private final String requestId;
    private final boolean toolStream;

    private ChatOptions(Fields fields, List<ServerTool> serverTools, String requestId, boolean toolStream) {
        this.fields = fields;
        this.serverTools = List.copyOf(serverTools);
        this.requestId = requestId;
        this.toolStream = toolStream;
    }

    /**
     * Nothing set.
     *
     * @return GLM's defaults
     */
    public static ChatOptions of() {
        return NONE;
    }

    /**
     * How freely words are chosen. Change this or {@link #topP}, not both.
     *
     * @param value 0 to 1 for GLM. For the most probable words only, {@link #greedy} is the safer form: older models refuse 0
     * @return a copy
     */
    public ChatOptions temperature(double value) {
        // Endpoints of others go up to 2; what is too much for GLM, GLM says.
        requireRange("temperature", value, 0, 2);
        return with("temperature", value);
    }

    /**
     * Chooses among the most probable words that together have this share. Change this or {@link #temperature}, not both.
     *
     * @param value more than 0, up to 1
     * @return a copy
     */
    public ChatOptions topP(double value) {
        requireRange("top_p", value, 0.01, 1);
        return with("top_p", value);
    }

    /**
     * Takes the most probable word each time; temperature and topP then count for nothing.
     *
     * @return a copy
     */
    public ChatOptions greedy() {
        return with("do_sample", false);
    }

    /**
     * The longest reply. Thinking counts too: too small a value gives no text at all.
     *
     * @param tokens at least 1; what is more than the model's limit is refused with code 1210
     * @return a copy
     */
    public ChatOptions maxTokens(int tokens) {
        requireRange("max_tokens", tokens, 1, Integer.MAX_VALUE);
        return with("max_tokens", tokens);
    }

    /**
     * Ends the reply before one of these texts.
     *
     * @param texts one for most models, up to 4 for the newest
     * @return a copy
     */
    public ChatOptions stop(String... texts) {
        return with("stop", List.of(texts));
    }

    /**
     * Asks for the same choices each time. GLM takes it without saying what it does; other endpoints keep it.
     *
     * @param value any number
     * @return a copy
     */
    public ChatOptions seed(long value) {
        return with("seed", value);
    }

    /**
     * Makes the reply one JSON object, for text models. Describe its shape in the prompt: GLM looks at no schema.
     *
     * @return a copy
     */
    public ChatOptions jsonMode() {
        return with("response_format", Map.of("type", "json_object"));
    }

    /**
     * Whether the model thinks before it answers (GLM-4.5 and later; earlier ones ignore it, some later ones always do).
     *
     * @param on whether it does
     * @return a copy
     */
    public ChatOptions thinking(boolean on) {
        return with("thinking", Map.of("type", on ? "enabled" : "disabled"));
    }

    /**
     * Lets the model see the thinking of its earlier answers again. All of them must go back unchanged, as an agent's
     * conversation does.
     *
     * @return a copy
     */
    public ChatOptions keptThinking() {
        return withJson("thinking", "{\"type\":\"enabled\",\"clear_thinking\":false}");
    }

    /**
     * How long the model thinks (GLM-5.2 and later).
     *
     * @param effort for example {@code low}, {@code high} or {@code max}
     * @return a copy
     */
    public ChatOptions reasoningEffort(String effort) {
        return with("reasoning_effort", effort);
    }

    /**
     * Names the request. Later attempts add their number, because GLM refuses an id that it has seen. Unless set, each
     * attempt gets a random one.
     *
     * @param id 6 to 64 characters, new for each call
     * @return a copy
     */
    public ChatOptions requestId(String id) {
        requireRange("request_id's length", id.length(), 6, 64);
        return new ChatOptions(fields, serverTools, id, toolStream);
    }

    /**
     * Names the person who asks, so that GLM can act against abuse by one without acting against all. No personal data.
     *
     * @param id 6 to 128 characters
     * @return a copy
     */
    public ChatOptions userId(String id) {
        requireRange("user_id's length", id.length(), 6, 128);
        return with("user_id", id);
    }

    /**
     * Which tool to call. GLM treats everything as {@code auto}; to forbid tools, offer none.
     *
     * @param choice {@code auto}, {@code none} or {@code required}
     * @return a copy
     */
    public ChatOptions toolChoice(String choice) {
        return with("tool_choice", choice);
    }

    /**
     * Streams the arguments of tool calls piece by piece too (GLM-4.6 and later); without it a call comes in one piece.
     * Counts only for calls that stream.
     *
     * @return a copy
     */
    public ChatOptions toolStream() {
        return new ChatOptions(fields, serverTools, requestId, true);
    }

    /**
     * Lets the platform check for sensitive words or not. Switching it off needs a contract with GLM.
     *
     * @param on whether it checks
     * @return a copy
     */
    public ChatOptions sensitiveWordCheck(boolean on) {
        return withJson(
                "sensitive_word_check", "{\"type\":\"ALL\",\"status\":\"" + (on ? "ENABLE" : "DISABLE") + "\"}");
    }

    /**
     * Whether spoken and drawn output is marked as made by a machine.
     *
     * @param on whether it is
     * @return a copy
     */
    public ChatOptions watermark(boolean on) {
        return with("watermark_enabled", on);
    }

    /**
     * The roles of CharGLM's play.
     *
     * @param play who plays whom
     * @return a copy
     */
    public ChatOptions rolePlay(RolePlay play) {
        Fields meta = Fields.NONE
                .with("user_info", play.userInfo())
                .with("bot_info", play.botInfo())
                .with("bot_name", play.botName())
                .with("user_name", play.userName());
        return withJson("meta", meta.toString());
    }

    /**
     * The place in a source file that CodeGeeX fills.
     *
     * @param gap where, and what stands around it
     * @return a copy
     */
    public ChatOptions codeGap(CodeGap gap) {
        Fields target = Fields.NONE
                .with("path", gap.path())
                .with("language", gap.language())
                .with("code_prefix", gap.before())
                .with("code_suffix", gap.after());
        return withJson("extra", "{\"target\":" + target + "}");
    }

    /**
     * Offers a tool that runs on the platform, beside the functions of the request.
     *
     * @param tool a {@link Retrieval}, {@link WebSearch} or {@link RemoteMcp}
     * @return a copy
     */
    public ChatOptions serverTool(ServerTool tool) {
        List<ServerTool> more = new ArrayList<>(serverTools);
        more.add(tool);
        return new ChatOptions(fields, more, requestId, toolStream);
    }

    /**
     * Sets a field that this class does not know.
     *
     * @param name the field's name on the wire
     * @param json its value as JSON text
     * @return a copy
     * @throws IllegalArgumentException when the value is not JSON, or the client writes the field itself
     */
    public ChatOptions field(String name, String json) {
        if (OURS.contains(name)) {
            throw new IllegalArgumentException(
                    "The field \"" + name
                            + "\" is written by the client. Fix: use the model, the request or the option that is meant for it.");
        }
        return withJson(name, json);
    }

    private ChatOptions withJson(String name, String json) {
        return new ChatOptions(fields.withJson(name, json), serverTools, requestId, toolStream);
    }

    private ChatOptions with(String name, Object value) {
        return new ChatOptions(fields.with(name, value), serverTools, requestId, toolStream);
    }

    private static void requireRange(String what, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    what + " is " + plain(value) + ". Fix: give " + plain(least) + " to " + plain(most) + ".");
        }
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    /**
     * The fields as they go over the wire.
     *
     * @return JSON text by name, in the order they were set
     */
    public Map<String, String> fields() {
        return fields.values();
    }

    /**
     * The tools that run on the platform.
     *
     * @return in the order they were offered
     */
    public List<ServerTool> serverTools() {
        return serverTools;
    }

    /**
     * The caller's own id.
     *
     * @return empty when there is none
     */
    public String requestId() {
        return requestId;
    }

    /**
     * Whether arguments of tool calls are streamed.
     *
     * @return true after {@link #toolStream()}
     */
    public boolean streamsTools() {
        return toolStream;
    }

    @Override
    public String toString() {
        return "ChatOptions" + fields;
    }
}
