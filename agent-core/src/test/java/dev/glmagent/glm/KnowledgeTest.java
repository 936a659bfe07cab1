package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.glm.knowledge.Capacity;
import dev.glmagent.glm.knowledge.KnowledgeBase;
import dev.glmagent.glm.knowledge.KnowledgeRequest;
import dev.glmagent.glm.knowledge.Passage;
import dev.glmagent.glm.knowledge.UploadOptions;
import dev.glmagent.glm.knowledge.UploadReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeTest {

    private static final String OPEN = "/api/llm-application/open/";

    private static String wrapped(String data) {
        return "{\"data\":" + data + ",\"code\":200,\"message\":\"请求成功\",\"timestamp\":1789438900105}";
    }

    @Test
    void a_base_is_made_changed_and_deleted() {
        String done = "{\"code\":200,\"message\":\"请求成功\",\"timestamp\":1789438900105}";
        try (Platform platform = Platform.json(wrapped("{\"id\":\"2108\"}"), done, done)) {
            String id = platform.glm
                    .knowledge()
                    .create(KnowledgeRequest.of("Manuals")
                            .withEmbeddingId(KnowledgeRequest.EMBEDDING_2)
                            .withDescription("All of them"));
            platform.glm.knowledge().update(id, KnowledgeRequest.of("Handbooks"));
            platform.glm.knowledge().delete(id);

            assertThat(id).isEqualTo("2108");
            assertThat(platform.line(0)).isEqualTo("POST " + OPEN + "knowledge");
            assertThat(platform.body(0))
                    .isEqualTo("{\"name\":\"Manuals\",\"embedding_id\":3,\"description\":\"All of them\"}");
            assertThat(platform.line(1)).isEqualTo("PUT " + OPEN + "knowledge/2108");
            assertThat(platform.body(1)).isEqualTo("{\"name\":\"Handbooks\",\"embedding_id\":11}");
            assertThat(platform.line(2)).isEqualTo("DELETE " + OPEN + "knowledge/2108");
        }
    }

    @Test
    void an_error_inside_a_200_is_an_error() {
        try (Platform platform = Platform.json("{\"code\":100013,\"message\":\"知识库不存在\"}")) {
            assertThatThrownBy(() -> platform.glm.knowledge().get("9"))
                    .isInstanceOf(GlmException.InvalidRequest.class)
                    .hasMessage("GLM refused the request (code 100013: 知识库不存在).");
            assertThatThrownBy(() -> platform.glm.knowledge().search("9", "q", 3))
                    .isInstanceOf(GlmException.InvalidRequest.class);
        }
        try (Platform platform = Platform.json("{\"code\":200,\"message\":\"请求成功\"}")) {
            assertThatThrownBy(() -> platform.glm.knowledge().get("9"))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessage("The reply holds no data.");
        }
    }

    @Test
    void bases_are_listed_over_all_pages() {
        String base =
                "{\"id\":\"%d\",\"embedding_id\":3,\"name\":\"n\",\"document_size\":2,\"length\":10,\"word_num\":4}";
        String fifty = String.join(",", Collections.nCopies(50, base.formatted(1)));
        try (Platform platform = Platform.json(
                wrapped("{\"list\":[" + fifty + "],\"total\":51}"),
                wrapped("{\"list\":[" + base.formatted(2) + "],\"total\":51}"))) {
            List<KnowledgeBase> bases = new ArrayList<>();
            platform.glm.knowledge().list().forEach(bases::add);

            assertThat(bases).hasSize(51);
            assertThat(bases.get(50)).isEqualTo(new KnowledgeBase("2", "n", "", 3, 2, 10, 4));
            assertThat(platform.line(1)).isEqualTo("GET " + OPEN + "knowledge?page=2&size=50");
        }
    }

    @Test
    void the_room_that_is_left_is_told() {
        try (Platform platform = Platform.json(
                wrapped("{\"used\":{\"word_num\":4,\"length\":10},\"total\":{\"word_num\":500000,\"length\":9999}}"))) {
            assertThat(platform.glm.knowledge().capacity())
                    .isEqualTo(new Capacity(new Capacity.Amount(4, 10), new Capacity.Amount(500_000, 9999)));
        }
    }

    @Test
    void a_document_is_uploaded_and_waited_for(@TempDir Path dir) throws IOException {
        Path document = Files.writeString(dir.resolve("pump.txt"), "The pump stops at 4 bar.");
        String running = wrapped("{\"id\":\"2109\",\"name\":\"pump.txt\",\"embedding_stat\":0}");
        List<Long> progress = new ArrayList<>();
        try (Platform platform = Platform.json(
                wrapped("{\"successInfos\":[{\"documentId\":\"2109\",\"fileName\":\"pump.txt\",\"url\":\"\"}],"
                        + "\"failedInfos\":[{\"failReason\":\"too large\",\"filename\":\"x.pdf\"}]}"),
                running,
                wrapped("{\"id\":\"2109\",\"name\":\"pump.txt\",\"length\":24,\"word_num\":6,\"embedding_stat\":1}"))) {
            UploadReport report = platform.glm
                    .knowledge()
                    .upload("2108", document, UploadOptions.separatedBy(100, "\n"), progress::add);
            assertThat(report.successInfos()).containsExactly(new UploadReport.Taken("2109", "pump.txt"));
            assertThat(report.failedInfos()).containsExactly(new UploadReport.Refused("x.pdf", "too large"));
            assertThat(progress).containsExactly(24L);
            assertThat(platform.line(0)).isEqualTo("POST " + OPEN + "document/upload_document/2108");
            assertThat(platform.server.received().get(0).body())
                    .contains("name=\"knowledge_type\"", "name=\"custom_separator\"", "name=\"sentence_size\"")
                    .contains("name=\"files\"; filename=\"pump.txt\"");

            assertThat(platform.glm
                            .knowledge()
                            .awaitDocument("2109", Duration.ofMinutes(5))
                            .isSearchable())
                    .isTrue();
            assertThat(platform.time.pauses()).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_document_that_can_never_be_found_says_so() {
        try (Platform platform = Platform.json(wrapped("{\"id\":\"2109\",\"name\":\"pump.pdf\",\"embedding_stat\":2,"
                + "\"failInfo\":{\"embedding_code\":10001,\"embedding_msg\":\"知识不可用，文档损坏\"}}"))) {
            assertThatThrownBy(() -> platform.glm.knowledge().awaitDocument("2109", Duration.ofMinutes(5)))
                    .isInstanceOf(GlmException.InvalidRequest.class)
                    .hasMessage("The platform cannot use the document \"pump.pdf\" (code 10001: 知识不可用，文档损坏)."
                            + " Fix: delete it and upload one that is whole.");
        }
    }

    @Test
    void documents_are_listed_and_deleted() {
        try (Platform platform = Platform.json(
                wrapped(
                        "{\"total\":1,\"list\":[{\"id\":\"2109\",\"name\":\"pump.txt\",\"url\":null,\"embedding_stat\":1}]}"),
                "{\"code\":200,\"message\":\"请求成功\"}")) {
            assertThat(platform.glm.knowledge().documents("2108")).hasSize(1);
            platform.glm.knowledge().deleteDocument("2109");

            assertThat(platform.line(0)).isEqualTo("GET " + OPEN + "document?knowledge_id=2108&page=1&size=50");
            assertThat(platform.line(1)).isEqualTo("DELETE " + OPEN + "document/2109");
        }
    }

    @Test
    void passages_are_found_without_a_model() {
        try (Platform platform = Platform.json("{\"code\":200,\"message\":\"请求成功\",\"data\":["
                + "{\"id\":\"d572\",\"text\":\"chunk text\",\"score\":0.41,\"medias\":[],\"metadata\":{\"_id\":\"d572\","
                + "\"knowledge_id\":\"2108\",\"doc_id\":\"2109\",\"doc_name\":\"manual.txt\"}}]}")) {
            assertThat(platform.glm.knowledge().search("2108", "pressure", 3))
                    .containsExactly(new Passage("chunk text", 0.41, "2109", "manual.txt"));
            assertThat(platform.body(0)).isEqualTo("{\"query\":\"pressure\",\"knowledge_ids\":[\"2108\"],\"top_k\":3}");
        }
    }
}
