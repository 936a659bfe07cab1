package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glmagent.chat.Usage;
import dev.glmagent.glm.embedding.Embedding;
import dev.glmagent.glm.embedding.EmbeddingReply;
import dev.glmagent.glm.embedding.EmbeddingRequest;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EmbeddingsTest {

    private static String vectors(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"index\":" + i + ",\"object\":\"embedding\",\"embedding\":[" + i + ",1]}")
                .collect(Collectors.joining(
                        ",",
                        "{\"model\":\"embedding-3\",\"object\":\"list\",\"data\":[",
                        "],\"usage\":{\"prompt_tokens\":" + count + ",\"completion_tokens\":0,\"total_tokens\":" + count
                                + "}}"));
    }

    @Test
    void texts_become_vectors_in_their_order() {
        String body = "{\"model\":\"embedding-3\",\"object\":\"list\",\"data\":["
                + "{\"index\":1,\"object\":\"embedding\",\"embedding\":[0.0113,-0.0508,0.0221]},"
                + "{\"index\":0,\"object\":\"embedding\",\"embedding\":[-0.0267,0.0109,0.0042]}],"
                + "\"usage\":{\"prompt_tokens\":4,\"completion_tokens\":0,\"total_tokens\":4}}";
        try (Platform platform = Platform.json(body)) {
            EmbeddingReply reply = platform.glm
                    .embeddings()
                    .embed(EmbeddingRequest.of("embedding-3", "Rhine", "Danube").withDimensions(256));

            assertThat(reply)
                    .isEqualTo(new EmbeddingReply(
                            "embedding-3",
                            List.of(
                                    new Embedding(new float[] {-0.0267f, 0.0109f, 0.0042f}),
                                    new Embedding(new float[] {0.0113f, -0.0508f, 0.0221f})),
                            new Usage(4, 0, 4, 0, 0)));
            assertThat(platform.line(0)).isEqualTo("POST /v4/embeddings");
            assertThat(platform.body(0))
                    .isEqualTo("{\"model\":\"embedding-3\",\"input\":[\"Rhine\",\"Danube\"],\"dimensions\":256}");
        }
    }

    @Test
    void more_texts_than_a_request_takes_go_in_several() {
        try (Platform platform = Platform.json(vectors(64), vectors(64), vectors(2))) {
            List<String> texts =
                    IntStream.range(0, 130).mapToObj(i -> "text " + i).toList();

            EmbeddingReply reply = platform.glm.embeddings().embed(EmbeddingRequest.of("embedding-3", texts));

            assertThat(reply.embeddings()).hasSize(130);
            assertThat(reply.embeddings().get(65)).isEqualTo(new Embedding(new float[] {1, 1}));
            assertThat(reply.usage()).isEqualTo(new Usage(130, 0, 130, 0, 0));
            assertThat(platform.body(2)).contains("[\"text 128\",\"text 129\"]").doesNotContain("dimensions");
        }
    }

    @Test
    void embedding_2_takes_fewer_texts_a_request() {
        try (Platform platform = Platform.json(vectors(16), vectors(1))) {
            platform.glm.embeddings().embed(EmbeddingRequest.of("embedding-2", Collections.nCopies(17, "text")));

            assertThat(platform.server.received()).hasSize(2);
        }
    }

    @Test
    void a_vector_too_few_is_an_error_and_no_shifted_answer() {
        try (Platform platform = Platform.json(vectors(1))) {
            assertThatThrownBy(() -> platform.glm.embeddings().embed(EmbeddingRequest.of("embedding-3", "a", "b")))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessage("Asked for the vectors of 2 texts, got 1.");
        }
    }

    @Test
    void what_glm_would_refuse_is_named_before_it_is_sent() {
        assertThatThrownBy(() -> EmbeddingRequest.of("embedding-3"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There is no text to embed. Fix: give at least one.");
        assertThatThrownBy(() -> EmbeddingRequest.of("embedding-3", "a", " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Text 2 of 2 is blank; GLM refuses the whole request for it. Fix: leave it out.");
    }

    @Test
    void vectors_are_compared_by_their_angle() {
        Embedding east = new Embedding(new float[] {2, 0});
        assertThat(east.cosine(new Embedding(new float[] {3, 0}))).isEqualTo(1, within(1e-9));
        assertThat(east.cosine(new Embedding(new float[] {0, 1}))).isZero();
        assertThat(east.cosine(new Embedding(new float[] {1, 1}))).isEqualTo(Math.sqrt(0.5), within(1e-9));
        assertThat(east.cosine(new Embedding(new float[] {0, 0}))).isZero();
        assertThatThrownBy(() -> east.cosine(new Embedding(new float[] {1})))
                .hasMessage("Vectors of 2 and 1 numbers cannot be compared."
                        + " Fix: use the same model and dimensions for both.");
    }
}
