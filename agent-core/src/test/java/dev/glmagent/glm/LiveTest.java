package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.RolePlay;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The chat against the platform itself: {@code mvn -pl agent-core -am verify -Dglm.live} with a key in the environment.
 * Costs a few hundred tokens.
 */
@EnabledIfSystemProperty(named = "glm.live", matches = ".*")
@EnabledIf(value = "dev.glmagent.glm.LiveKey#isThere", disabledReason = "no key in the environment")
class LiveTest {

    private static Glm glm = Glm.withKey("not.used");

    private static final String MODEL = System.getProperty("glm.live.model", "glm-4-flash");

    @BeforeAll
    static void open() {
        glm = Glm.fromEnvironment();
    }

    @AfterAll
    static void close() {
        glm.close();
    }

    @Test
    void chat() {
        ChatReply reply = glm.chatModel(MODEL)
                .with(ChatOptions.of().maxTokens(50))
                .chat(ChatRequest.of(new SystemMessage("你叫小智"), UserMessage.of("你好!你叫什么名字?")));

        assertThat(reply.message().text()).contains("小智");
        assertThat(reply.usage()).isPresent();
    }

    @Test
    void stream() {
        List<ChatEvent> events = new ArrayList<>();
        ChatReply reply = glm.chatModel(MODEL)
                .chat(ChatRequest.of(UserMessage.of("Count from 1 to 10.")), ChatContext.streaming(events::add));

        assertThat(events).hasSizeGreaterThan(1);
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage()).isPresent();
    }

    @Test
    void later() {
        assertThat(glm.chatModel(MODEL)
                        .submit(ChatRequest.of(UserMessage.of("Say hello.")))
                        .await(Duration.ofMinutes(2))
                        .text())
                .isNotBlank();
    }

    static class Clock {
        @Tool("The time now")
        String now() {
            return "08:15";
        }
    }

    @Test
    void tools() {
        assertThat(Agent.builder()
                        .model(glm.chatModel(MODEL))
                        .tools(ToolRegistry.of(new Clock()))
                        .build()
                        .run("What time is it now? Use the tool.")
                        .text())
                .contains("8:15");
    }

    @Test
    void vision() {
        String pixel =
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";
        assertThat(glm.chatModel("glm-4v-plus")
                        .ask(ChatRequest.of(new UserMessage(
                                List.of(new ContentPart.Text("Which colour?"), new ContentPart.Image(pixel)))))
                        .text())
                .isNotBlank();
    }

    @Test
    void role_play() {
        assertThat(glm.chatModel("charglm-3")
                        .with(ChatOptions.of().rolePlay(new RolePlay("Ling", "a nurse", "Bao", "a lighthouse keeper")))
                        .ask(ChatRequest.of(UserMessage.of("Is the storm over?")))
                        .text())
                .isNotBlank();
    }

    @Test
    void signed_tokens() {
        try (Glm signed = Glm.builder().signedTokens().build()) {
            assertThat(signed.chatModel(MODEL)
                            .ask(ChatRequest.of(UserMessage.of("Say hello.")))
                            .text())
                    .isNotBlank();
        }
    }

    @Test
    void models() {
        assertThat(glm.models()).isNotEmpty();
    }
}
