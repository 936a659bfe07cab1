package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A model for one run remembers bytes; what it sends is what a model that remembers nothing sends. */
class OneRunTest {

    private static final SystemMessage SYSTEM = new SystemMessage("你是天气助手");
    private static final UserMessage FIRST = UserMessage.of("北京 \"today\"?\n");
    private static final AssistantMessage ANSWER = AssistantMessage.of("晴 😀");
    private static final UserMessage SECOND = UserMessage.of("And tomorrow?");
    private static final ToolSpec TOOL = new ToolSpec("weather", "d", "{\"type\":\"object\",\"properties\":{}}");
    private static final ToolSpec OTHER = new ToolSpec("clock", "d", "{\"type\":\"object\",\"properties\":{}}");

    /** It grows, changes its tools, loses its begin, and shrinks. */
    private static final List<ChatRequest> REQUESTS = List.of(
            new ChatRequest(List.of(SYSTEM, FIRST), List.of(TOOL)),
            new ChatRequest(List.of(SYSTEM, FIRST, ANSWER, SECOND), List.of(TOOL)),
            new ChatRequest(List.of(SYSTEM, FIRST, ANSWER, SECOND), List.of(TOOL, OTHER)),
            new ChatRequest(List.of(SECOND), List.of()),
            new ChatRequest(List.of(FIRST, ANSWER, FIRST), List.of(OTHER)));

    @Test
    void what_it_remembers_changes_nothing_that_is_sent() {
        try (GlmEmulator emulator = GlmEmulator.builder()
                        .responder(call -> Reply.text("ok"))
                        .start();
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            GlmChatModel model = glm.chatModel("glm-4");
            ChatModel run = model.forOneRun();
            for (ChatRequest request : REQUESTS) {
                run.chat(request);
                model.chat(request);
                run.chat(request, ChatContext.streaming(event -> {}));
                model.chat(request, ChatContext.streaming(event -> {}));
            }

            List<String> bodies = emulator.requests().stream()
                    .map(request -> request.body().replaceFirst("\"request_id\":\"[^\"]*\",", ""))
                    .toList();
            assertThat(bodies).hasSize(4 * REQUESTS.size());
            for (int i = 0; i < bodies.size(); i += 2) {
                assertThat(bodies.get(i)).isEqualTo(bodies.get(i + 1));
            }
            assertThat(bodies.get(12)).contains("\"messages\":[{\"role\":\"user\",\"content\":\"And tomorrow?\"}]");
        }
    }
}
