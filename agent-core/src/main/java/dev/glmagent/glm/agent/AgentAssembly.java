package dev.glmagent.glm.agent;

import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.internal.Nodes;
import dev.glmagent.glm.internal.StreamedAnswer;
import dev.glmagent.glm.internal.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Puts together what an agent gives, from one body or from the events of a stream. GLM's documents show it under
 * {@code messages}, {@code message} and {@code delta}, each as an object or a list, with its content as a text, an object or a
 * list: all are taken.
 */
final class AgentAssembly implements StreamedAnswer<AgentAnswer> {

    private final Telling told;
    private final List<AgentPart> parts = new ArrayList<>();
    private String id = "";
    private String agentId = "";
    private String conversationId = "";
    private String asyncId = "";
    private String status = "";
    private String finishReason = "";
    private boolean hasChoice;
    private int tools;
    private Optional<Usage> usage = Optional.empty();

    AgentAssembly(Telling told) {
        this.told = told;
    }

    @Override
    public void add(JsonNode event) {
        id = known(event, "id", id);
        agentId = known(event, "agent_id", agentId);
        conversationId = known(event, "conversation_id", conversationId);
        asyncId = known(event, "async_id", asyncId);
        status = known(event, "status", status);
        usage = Nodes.usage(event).or(() -> usage);
        for (JsonNode choice : event.path("choices")) {
            hasChoice = true;
            finishReason = known(choice, "finish_reason", finishReason);
            Stream.of("messages", "message", "delta")
                    .flatMap(name -> each(choice.path(name)))
                    .forEach(this::message);
        }
    }

    private static String known(JsonNode node, String field, String before) {
        String said = Nodes.text(node, field);
        return said.isEmpty() ? before : said;
    }

    private static Stream<JsonNode> each(JsonNode node) {
        return node.isArray() ? node.valueStream() : node.isMissingNode() ? Stream.empty() : Stream.of(node);
    }

    private void message(JsonNode message) {
        String phase = Nodes.text(message, "phase");
        JsonNode content = message.path("content");
        if (content.isString()) {
            part(new AgentPart("text", phase, "", content.asString()));
        } else {
            each(content).filter(JsonNode::isObject).forEach(item -> item(item, phase));
        }
    }

    private void item(JsonNode item, String phase) {
        String type = known(item, "type", "text");
        JsonNode value = item.path(type);
        String tag = known(item, "tag_en", Nodes.text(item, "tag_cn"));
        part(new AgentPart(type, phase, tag, value.isContainer() ? value.toString() : Nodes.text(item, type)));
        if (type.equals("object")) {
            told.tool(tools++, Nodes.text(value, "tool_name"), Nodes.text(value, "input"));
        }
    }

    private void part(AgentPart next) {
        if (next.value().isEmpty()) {
            return;
        }
        if (next.type().equals("text")) {
            if (next.isThinking()) {
                told.reasoning(next.value());
            } else {
                told.text(next.value());
            }
        }
        int last = parts.size() - 1;
        if (last >= 0 && parts.get(last).isContinuedBy(next)) {
            parts.set(last, parts.get(last).plus(next));
        } else {
            parts.add(next);
        }
    }

    @Override
    public boolean isEmpty() {
        return !hasChoice && !isLater();
    }

    @Override
    public boolean isFinished() {
        return !finishReason.isEmpty() || status.equals("success") || isLater();
    }

    /** The documented word for it is {@code pending}; any other that is no end is taken for the same. */
    private boolean isLater() {
        return !hasChoice && (!asyncId.isEmpty() || !(status.isEmpty() || status.equals("success")));
    }

    @Override
    public FinishReason finishReason() {
        return new FinishReason(finishReason);
    }

    @Override
    public AgentAnswer result() {
        return new AgentAnswer(
                asyncId, new AgentReply(id, agentId, conversationId, parts, finishReason(), usage), !isLater());
    }
}
