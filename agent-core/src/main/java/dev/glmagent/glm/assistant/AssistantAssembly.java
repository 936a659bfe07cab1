package dev.glmagent.glm.assistant;

import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.internal.Nodes;
import dev.glmagent.glm.internal.StreamedAnswer;
import dev.glmagent.glm.internal.Telling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Puts the answer of an assistant together from the events of its stream. */
final class AssistantAssembly implements StreamedAnswer<AssistantReply> {

    /** A tool while it is told of. */
    private record Use(String tool, StringBuilder input, List<Map<String, String>> outputs) {}

    private final Telling told;
    private final List<Use> uses = new ArrayList<>();
    private String id = "";
    private String conversationId = "";
    private String assistantId = "";
    private String finishReason = "";
    private boolean hasChoice;
    private boolean completed;
    private Optional<Usage> usage = Optional.empty();

    AssistantAssembly(Telling told) {
        this.told = told;
    }

    @Override
    public void add(JsonNode event) {
        id = known(event, "id", id);
        conversationId = known(event, "conversation_id", conversationId);
        assistantId = known(event, "assistant_id", assistantId);
        completed |= Nodes.text(event, "status").equals("completed");
        usage = Nodes.usage(event).or(() -> usage);
        for (JsonNode choice : event.path("choices")) {
            hasChoice = true;
            finishReason = known(choice, "finish_reason", finishReason);
            JsonNode delta = choice.path("delta");
            told.text(Nodes.text(delta, "content"));
            for (JsonNode call : delta.path("tool_calls")) {
                tool(call);
            }
        }
    }

    private static String known(JsonNode node, String field, String before) {
        String said = Nodes.text(node, field);
        return said.isEmpty() ? before : said;
    }

    private void tool(JsonNode call) {
        String type = Nodes.text(call, "type");
        JsonNode body = call.path(type);
        String tool = known(body, "name", type);
        // A function's arguments come as text or as an object.
        JsonNode arguments = body.path("arguments");
        String input =
                arguments.isContainer() ? arguments.toString() : known(body, "arguments", known(body, "input", ""));
        Use use = use(tool, input);
        use.input().append(input);
        for (JsonNode output : body.path("outputs")) {
            Map<String, String> fields = new LinkedHashMap<>();
            output.properties().forEach(field -> fields.put(field.getKey(), Nodes.text(output, field.getKey())));
            use.outputs().add(fields);
        }
        told.tool(uses.size() - 1, tool, input);
    }

    /**
     * GLM does not document how a use is cut into events: its input is seen to come in pieces and its outputs after it. So
     * an input behind outputs begins another use.
     */
    private Use use(String tool, String input) {
        Optional<Use> last = uses.isEmpty() ? Optional.empty() : Optional.of(uses.get(uses.size() - 1));
        boolean goesOn = last.isPresent()
                && last.get().tool().equals(tool)
                && (input.isEmpty() || last.get().outputs().isEmpty());
        if (goesOn) {
            return last.get();
        }
        Use begun = new Use(tool, new StringBuilder(), new ArrayList<>());
        uses.add(begun);
        return begun;
    }

    @Override
    public boolean isEmpty() {
        return !hasChoice;
    }

    @Override
    public boolean isFinished() {
        return completed || !finishReason.isEmpty();
    }

    @Override
    public FinishReason finishReason() {
        return new FinishReason(finishReason);
    }

    @Override
    public AssistantReply result() {
        List<ToolUse> toolUses = uses.stream()
                .map(use -> new ToolUse(use.tool(), use.input().toString(), use.outputs()))
                .toList();
        return new AssistantReply(id, conversationId, assistantId, told.text(), toolUses, finishReason(), usage);
    }
}
