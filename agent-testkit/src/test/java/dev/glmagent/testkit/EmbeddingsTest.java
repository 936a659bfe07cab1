package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Vectors whose nearness means something, and rerank, which uses the same. */
class EmbeddingsTest {

    private static double nearness(JsonNode data, int one, int other) {
        JsonNode a = data.path(one).path("embedding");
        JsonNode b = data.path(other).path("embedding");
        return IntStream.range(0, a.size())
                .mapToDouble(i -> a.path(i).asDouble() * b.path(i).asDouble())
                .sum();
    }

    @ParameterizedTest
    @CsvSource({
        "the cat sat on the mat, a cat is on the mat, stock prices fell in Tokyo",
        "北京今天天气怎么样, 今天北京的天气, 如何签订劳动合同",
    })
    void texts_that_share_words_are_nearer(String text, String near, String far) {
        try (Api api = new Api()) {
            JsonNode data = api.post(
                            "embeddings",
                            "{'model':'embedding-3','input':['" + text + "','" + near + "','" + far + "']}")
                    .path("data");

            assertThat(nearness(data, 0, 1)).isGreaterThan(0.4);
            assertThat(nearness(data, 0, 2)).isLessThan(0.2);
            assertThat(nearness(data, 0, 0)).isBetween(0.999, 1.001);
        }
    }

    @Test
    void one_text_gives_one_vector_and_usage_adds_up() {
        try (Api api = new Api()) {
            String request = "{'model':'embedding-2','input':'Rhine'}";
            JsonNode first = api.post("embeddings", request);

            assertThat(first.toString())
                    .isEqualTo(api.post("embeddings", request).toString());
            assertThat(first.path("data").path(0).path("embedding")).hasSize(1024);
            assertThat(first.path("usage").toString())
                    .isEqualTo("{\"prompt_tokens\":2,\"completion_tokens\":0,\"total_tokens\":2}");
            assertThat(api.post("embeddings", "{'model':'embedding-3','input':'x','dimensions':256}")
                            .at("/data/0/embedding"))
                    .hasSize(256);
            assertThat(api.post("embeddings", "{'model':'embedding-3','input':'x'}")
                            .at("/data/0/embedding"))
                    .hasSize(2048);
        }
    }

    @Test
    void what_is_refused() {
        try (Api api = new Api()) {
            assertThat(api.refused("embeddings", "{'model':'embedding-3','input':''}"))
                    .isEqualTo("1214 input 参数非法。请检查文档。");
            assertThat(api.refused("embeddings", "{'model':'embedding-3','input':[1]}"))
                    .startsWith("1214 input");
            assertThat(api.refused("embeddings", "{'model':'glm-4','input':'x'}"))
                    .startsWith("1211");
            assertThat(api.refused("embeddings", "{'input':'x'}")).isEqualTo("1213 未正常接收到model参数。");
            assertThat(api.refused("embeddings", "{'model':'embedding-3','input':'x','dimensions':300}"))
                    .startsWith("1214 dimensions");
        }
    }

    @Test
    void rerank_puts_the_nearest_document_first() {
        try (Api api = new Api()) {
            JsonNode results = api.post(
                            "rerank",
                            "{'model':'rerank','query':'cats on mats','documents':['Tokyo stock prices','cats sit on mats'],"
                                    + "'top_n':1,'return_documents':true}")
                    .path("results");

            assertThat(results).hasSize(1);
            assertThat(results.path(0).path("index").asInt()).isEqualTo(1);
            assertThat(results.path(0).path("document").asString()).isEqualTo("cats sit on mats");
            assertThat(api.refused("rerank", "{'model':'rerank','query':'q','documents':[]}"))
                    .startsWith("1214 documents");
        }
    }
}
