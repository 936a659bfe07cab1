package dev.glmagent.loop;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Models leave ids out and repeat them; a history in which two calls share an id cannot be answered. */
final class CallIds {

    private CallIds() {}

    static List<ToolCall> unique(List<ToolCall> calls, RunState state) {
        Set<String> taken = new HashSet<>();
        for (Message message : state.messages()) {
            if (message instanceof ToolMessage answer) {
                taken.add(answer.toolCallId());
            }
        }
        List<ToolCall> unique = new ArrayList<>();
        for (ToolCall call : calls) {
            String id = call.id();
            for (int n = 0; id.isBlank() || !taken.add(id); n++) {
                id = "call_" + state.modelCalls() + "_" + (unique.size() + n);
            }
            unique.add(new ToolCall(id, call.name(), call.arguments()));
        }
        return unique;
    }
}
