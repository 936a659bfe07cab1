package dev.glmagent.glm.internal;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.chat.GlmReply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Puts a reply together from its parts, in the order they come. What is said twice counts in its last form: GLM-4 sends
 * {@code finish_reason} with the tool call and again with the usage.
 */
final class ReplyAssembly implements Delivered {

    private static final Logger log = LoggerFactory.getLogger(ReplyAssembly.class);

    private final Consumer<ChatEvent> events;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder reasoning = new StringBuilder();
    private final CallSlots calls = new CallSlots();
    private String id = "";
    private String requestId = "";
    private String model = "";
    private long created;
    private String finishReason = "";
    private @Nullable Usage usage;
    private @Nullable JsonNode webSearch;
    private @Nullable JsonNode contentFilter;
    private boolean hasChoice;
    private boolean delivered;
    private boolean complete;

    /** Tells each piece to {@code events}. */
    ReplyAssembly(Consumer<ChatEvent> events) {
        this.events = events;
    }

    /** A whole reply: each of its calls is one. */
    void addWhole(ReplyPart part) {
        addFields(part);
        part.calls.forEach(calls::addWhole);
    }

    /** A piece of a streamed reply. */
    void add(ReplyPart part) {
        addFields(part);
        for (ReplyPart.CallPart call : part.calls) {
            CallSlots.Slot slot = calls.add(call);
            tell(new ChatEvent.ToolCallDelta(slot.position(), call.name, call.arguments));
        }
    }

    private void addFields(ReplyPart part) {
        hasChoice |= part.hasChoice;
        id = known(part.id, id);
        requestId = known(part.requestId, requestId);
        model = known(part.model, model);
        created = part.created == 0 ? created : part.created;
        part.identified = !id.isEmpty() && !model.isEmpty();
        finishReason = known(part.finishReason, finishReason);
        usage = part.usage == null ? usage : part.usage;
        webSearch = part.webSearch == null ? webSearch : part.webSearch;
        contentFilter = part.contentFilter == null ? contentFilter : part.contentFilter;
        if (part.reasoning != null && !part.reasoning.isEmpty()) {
            reasoning.append(part.reasoning);
            tell(new ChatEvent.ReasoningDelta(part.reasoning));
        }
        if (part.text != null && !part.text.isEmpty()) {
            text.append(part.text);
            tell(new ChatEvent.TextDelta(part.text));
        }
    }

    private static String known(@Nullable String said, String before) {
        return said == null || said.isEmpty() ? before : said;
    }

    private void tell(ChatEvent event) {
        delivered = true;
        events.accept(event);
    }

    boolean hasChoice() {
        return hasChoice;
    }

    @Override
    public boolean delivered() {
        return delivered;
    }

    /**
     * The stream said that it is over. Without a finish reason that is an answer all the same, if there is one: text, or
     * calls whose arguments are whole.
     */
    void done() {
        if (finishReason.isEmpty() && (!text.isEmpty() || !calls.isEmpty()) && calls.areWhole()) {
            log.warn("a stream of {} ended with [DONE] and without finish_reason; the answer is taken as it is", model);
            complete = true;
        }
    }

    /** Whether the answer is known to be whole. */
    boolean isFinished() {
        return complete || !finishReason.isEmpty();
    }

    String finishReason() {
        return finishReason;
    }

    @Override
    public String text() {
        return text.toString();
    }

    GlmReply reply(Sent sent) {
        List<ToolCall> toolCalls = calls.toolCalls();
        ChatReply reply = new ChatReply(
                id,
                model,
                new AssistantMessage(text.toString(), reasoning.toString(), toolCalls),
                new FinishReason(finishReason),
                Optional.ofNullable(usage));
        return new GlmReply(
                reply,
                requestId.isEmpty() ? sent.requestId() : requestId,
                created == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(created)),
                sources(),
                filters());
    }

    private List<GlmReply.Source> sources() {
        List<GlmReply.Source> sources = new ArrayList<>();
        if (webSearch != null) {
            for (JsonNode item : webSearch) {
                sources.add(new GlmReply.Source(
                        Nodes.text(item, "title"),
                        Nodes.text(item, "link"),
                        Nodes.text(item, "media"),
                        Nodes.text(item, "icon"),
                        Nodes.text(item, "content"),
                        Nodes.text(item, "refer"),
                        Nodes.text(item, "publish_date")));
            }
        }
        return sources;
    }

    private List<GlmReply.Filtered> filters() {
        List<GlmReply.Filtered> filters = new ArrayList<>();
        if (contentFilter != null) {
            for (JsonNode item : contentFilter) {
                filters.add(new GlmReply.Filtered(
                        Nodes.text(item, "role"), item.path("level").asInt(0)));
            }
        }
        return filters;
    }
}
