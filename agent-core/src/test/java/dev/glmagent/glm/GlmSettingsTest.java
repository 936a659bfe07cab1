package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Where key and base URL come from. */
class GlmSettingsTest {

    private static final List<String> VARIABLES =
            List.of("ZHIPUAI_API_KEY", "ZAI_API_KEY", "GLM_API_KEY", "ZHIPU_API_KEY", "BIGMODEL_API_KEY");

    private static Properties properties(String... pairs) {
        Properties properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }

    /** Whether this key is the one that reaches the emulator, which knows only its own. */
    private static String winner(Properties properties, Map<String, String> environment) {
        try (Glm glm = Glm.from(properties, environment)) {
            return glm.chatModel("glm-4")
                    .chat(ChatRequest.of(UserMessage.of("q")))
                    .message()
                    .text();
        } catch (GlmException.Authentication e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void the_first_variable_of_the_list_wins() {
        for (int first = 0; first < VARIABLES.size(); first++) {
            try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("ok")))) {
                Map<String, String> environment = new HashMap<>();
                environment.put("GLM_BASE_URL", emulator.baseUrl());
                environment.put(VARIABLES.get(first), emulator.apiKey());
                VARIABLES.subList(first + 1, VARIABLES.size()).forEach(later -> environment.put(later, "wrong.key"));

                assertThat(winner(properties(), environment))
                        .as(VARIABLES.get(first))
                        .isEqualTo("ok");
            }
        }
    }

    @Test
    void a_system_property_wins_over_all_variables() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("ok")))) {
            assertThat(winner(
                            properties("glm.apiKey", emulator.apiKey(), "glm.baseUrl", emulator.baseUrl() + "/"),
                            Map.of("ZHIPUAI_API_KEY", "wrong.key", "GLM_BASE_URL", "http://127.0.0.1:1")))
                    .isEqualTo("ok");
        }
    }

    @Test
    void a_wrong_key_is_named_by_its_origin_and_never_by_its_value() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("ok")))) {
            assertThat(winner(properties(), Map.of("ZAI_API_KEY", "canary.s3cr3t", "ZAI_BASE_URL", emulator.baseUrl())))
                    .isEqualTo(
                            "GLM refused the API key from ZAI_API_KEY (HTTP 401, code 1000: 身份验证失败。). Fix: check the key;"
                                    + " if it belongs to the other platform, set GLM_BASE_URL (now "
                                    + emulator.baseUrl() + ").");
        }
    }

    @Test
    void no_key_says_where_was_looked_and_what_to_do() {
        assertThatThrownBy(() -> Glm.from(properties(), Map.of("ZHIPUAI_API_KEY", " ")))
                .isInstanceOf(GlmException.MissingKey.class)
                .hasMessage("No GLM API key was found. Looked at system property glm.apiKey and environment variables "
                        + String.join(", ", VARIABLES)
                        + ". Fix: export ZHIPUAI_API_KEY=<id>.<secret>; keys are made at https://open.bigmodel.cn.");
    }

    @Test
    void the_default_is_the_mainland_platform() {
        try (Glm glm = Glm.from(properties(), Map.of("GLM_API_KEY", "id.secret"))) {
            assertThat(glm).hasToString("Glm[https://open.bigmodel.cn/api/paas/v4]");
            assertThat(glm.chatModel("glm-4"))
                    .hasToString("GlmChatModel[glm-4 at https://open.bigmodel.cn/api/paas/v4]");
        }
    }

    @Test
    void a_key_that_cannot_be_one_is_refused_without_showing_it() {
        List<String> shown = new ArrayList<>();
        for (String key : List.of("", "  ", "id.sec ret", "id.secret\nX-Evil: 1", "密钥.密钥")) {
            assertThatThrownBy(() -> Glm.withKey(key))
                    .isInstanceOf(IllegalArgumentException.class)
                    .satisfies(e -> shown.add(e.getMessage()));
        }
        assertThat(shown)
                .hasSize(5)
                .containsOnly("The API key (the key given in code) is empty or holds characters that no"
                        + " key has. Fix: copy the key again; it looks like id.secret.");
    }
}
