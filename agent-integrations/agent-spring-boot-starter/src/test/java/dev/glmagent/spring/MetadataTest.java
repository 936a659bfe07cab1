package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an editor shows while application.yml is written. */
class MetadataTest {

    private static JsonNode read() throws IOException {
        try (InputStream in =
                GlmAgentProperties.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            return JsonMapper.shared().readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static JsonNode named(JsonNode list, String name) {
        return list.valueStream()
                .filter(each -> each.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "enabled",
                "offline",
                "api-key",
                "base-url",
                "model",
                "fallback-model",
                "system",
                "client.connect-limit",
                "client.headers-limit",
                "client.idle-limit",
                "client.call-limit",
                "client.attempts",
                "limits.model-calls",
                "limits.tool-calls",
                "limits.time",
                "tools.packages",
                "tools.include",
                "tools.exclude",
                "metrics.enabled"
            })
    void every_property_is_described(String name) throws IOException {
        assertThat(named(read().path("properties"), "glm-agent." + name)
                        .path("description")
                        .asString())
                .isNotBlank();
    }

    @Test
    void defaults_and_hints_are_told() throws IOException {
        assertThat(named(read().path("properties"), "glm-agent.model")
                        .path("defaultValue")
                        .asString())
                .isEqualTo("glm-4");
        assertThat(named(read().path("hints"), "glm-agent.model").path("values").valueStream())
                .extracting(value -> value.path("value").asString())
                .contains("glm-4", "glm-4-flash");
    }
}
