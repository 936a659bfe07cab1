package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.text.Ranked;
import dev.glmagent.glm.text.Verdict;
import dev.glmagent.glm.text.WebResult;
import dev.glmagent.glm.text.WebSearchRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {

    @Test
    void the_web_is_searched() {
        try (Platform platform =
                Platform.json("{\"id\":\"1\",\"created\":1789438867,\"search_intent\":[{\"query\":\"q\","
                        + "\"intent\":\"SEARCH_ALL\"}],\"search_result\":[{\"title\":\"River\",\"content\":\"low\",\"link\":\"\","
                        + "\"media\":null,\"icon\":\"\",\"refer\":\"ref_1\",\"publish_date\":\"2026-09-30\"}]}")) {
            assertThat(platform.glm
                            .texts()
                            .searchWeb(WebSearchRequest.of("Rhine water level")
                                    .withCount(1)
                                    .withDomain("example.com")))
                    .containsExactly(new WebResult("River", "low", "", "", "2026-09-30"));
            assertThat(platform.line(0)).isEqualTo("POST /v4/web_search");
            assertThat(platform.body(0))
                    .isEqualTo("{\"search_query\":\"Rhine water level\",\"search_engine\":\"search_std\","
                            + "\"search_intent\":false,\"count\":1,\"search_domain_filter\":\"example.com\"}");
        }
    }

    @Test
    void texts_are_put_in_order() {
        try (Platform platform = Platform.json("{\"id\":\"2025\",\"results\":[{\"index\":1,\"relevance_score\":0.93},"
                + "{\"index\":0,\"relevance_score\":0.12}],\"usage\":{\"prompt_tokens\":72,\"total_tokens\":72}}")) {
            assertThat(platform.glm.texts().rerank("q", List.of("a", "b"), 2))
                    .containsExactly(new Ranked(1, 0.93), new Ranked(0, 0.12));
            assertThat(platform.body(0))
                    .isEqualTo("{\"model\":\"rerank\",\"query\":\"q\",\"documents\":[\"a\",\"b\"],\"top_n\":2}");
            assertThatThrownBy(() -> platform.glm.texts().rerank("q", List.of(), 2))
                    .hasMessage("0 texts; the platform orders 1 to 128. Fix: choose fewer by their vectors first.");
        }
    }

    @Test
    void tokens_are_counted() {
        try (Platform platform = Platform.json("{\"id\":\"1\",\"usage\":{\"prompt_tokens\":12,\"image_tokens\":0,"
                + "\"video_tokens\":0,\"total_tokens\":12}}")) {
            assertThat(platform.glm.texts().countTokens("glm-4-air", ChatRequest.of(UserMessage.of("你好"))))
                    .isEqualTo(12);
            assertThat(platform.body(0))
                    .isEqualTo("{\"model\":\"glm-4-air\",\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}]}");
        }
    }

    @Test
    void a_text_is_judged() {
        try (Platform platform = Platform.json(
                "{\"id\":\"1\",\"result_list\":[{\"content_type\":\"text\","
                        + "\"risk_level\":\"REVIEW\",\"risk_type\":[\"不良\"]}],\"usage\":{\"moderation_text\":{\"call_count\":1}}}")) {
            assertThat(platform.glm.texts().moderate("hm")).isEqualTo(new Verdict(Verdict.Level.REVIEW, List.of("不良")));
            assertThat(platform.body(0)).isEqualTo("{\"model\":\"moderation\",\"input\":\"hm\"}");
        }
    }
}
