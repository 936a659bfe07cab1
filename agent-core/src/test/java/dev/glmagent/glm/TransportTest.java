package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.glm.internal.ApiKey;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.ClientSettings;
import dev.glmagent.glm.internal.Limits;
import dev.glmagent.glm.internal.Multipart;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the classes of the platform's APIs build on. */
class TransportTest {

    record Page(List<Item> data, boolean hasMore, Optional<String> firstId, String object) {}

    record Item(String id, long createdAt, Optional<String> errorFile) {}

    record Body(String model, List<String> inputTexts, Optional<Integer> dimensions, List<String> tags, String note) {}

    private final FakeTime time = new FakeTime();

    private Transport transport(FaultServer server) {
        return new Transport(new ClientSettings(
                new ApiKey("id.secret-of-the-test", "the test"),
                server.baseUrl(),
                false,
                Limits.DEFAULT,
                3,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                time));
    }

    @Test
    void records_become_snake_case_and_what_is_absent_is_left_out() {
        try (FaultServer server = FaultServer.start(FaultServer.json(200, "{}"));
                Transport transport = transport(server)) {
            transport.call(
                    ApiRequest.post("embeddings").json(new Body("m", List.of("a"), Optional.empty(), List.of(), "")),
                    Readers.none());

            FaultServer.Received request = server.received().get(0);
            assertThat(request.body()).isEqualTo("{\"model\":\"m\",\"input_texts\":[\"a\"]}");
            assertThat(request.head()).startsWith("POST /v4/embeddings HTTP/1.1");
            assertThat(request.header("Authorization")).isEqualTo("Bearer id.secret-of-the-test");
            assertThat(request.header("Accept")).isEqualTo("application/json");
        }
    }

    @Test
    void a_record_is_read_with_what_is_absent_null_or_unknown() {
        String body =
                "{\"data\":[{\"id\":\"f1\",\"created_at\":1,\"error_file\":null},{\"id\":null,\"x\":[1]}],\"has_more\":true}";
        try (FaultServer server = FaultServer.start(FaultServer.json(200, body));
                Transport transport = transport(server)) {
            Page page = transport.call(ApiRequest.get("files"), Readers.json(Page.class));

            assertThat(page)
                    .isEqualTo(new Page(
                            List.of(new Item("f1", 1, Optional.empty()), new Item("", 0, Optional.empty())),
                            true,
                            Optional.empty(),
                            ""));
        }
    }

    @Test
    void ids_and_query_parameters_are_encoded() {
        try (FaultServer server = FaultServer.start(FaultServer.json(200, "{}"));
                Transport transport = transport(server)) {
            transport.call(
                    ApiRequest.get("files", "a/b ?ü", "content")
                            .query("purpose", "a&b")
                            .query("limit", 2)
                            .query("after", Optional.empty()),
                    Readers.tree());
            transport.call(ApiRequest.delete("/api/llm-application/open/knowledge", "7"), Readers.none());
            transport.call(ApiRequest.put("knowledge", "7"), Readers.none());

            assertThat(server.received())
                    .extracting(request -> request.head().lines().findFirst().orElseThrow())
                    .containsExactly(
                            "GET /v4/files/a%2Fb%20%3F%C3%BC/content?purpose=a%26b&limit=2 HTTP/1.1",
                            "DELETE /api/llm-application/open/knowledge/7 HTTP/1.1", "PUT /v4/knowledge/7 HTTP/1.1");
            assertThat(server.received().get(2).body()).isEqualTo("{}");
        }
    }

    @Test
    void an_id_cannot_leave_its_api() {
        for (String id : List.of("..", ".", " ", "")) {
            assertThatThrownBy(() -> ApiRequest.get("files", id))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "\"" + id + "\" is no id. Fix: use the id that the platform gave in an earlier answer.");
        }
    }

    @Test
    void a_file_is_uploaded_from_disk_with_progress(@TempDir Path dir) throws IOException {
        byte[] content = new byte[300_000];
        Arrays.fill(content, (byte) 'x');
        Path file = Files.write(dir.resolve("requests.jsonl"), content);
        List<Long> progress = new ArrayList<>();
        try (FaultServer server = FaultServer.start(FaultServer.json(200, "{\"id\":\"f1\"}"));
                Transport transport = transport(server)) {
            Item item = transport.call(
                    ApiRequest.post("files")
                            .content(Multipart.of()
                                    .field("purpose", "batch")
                                    .field("knowledge_id", Optional.empty())
                                    .file("file", file, progress::add)),
                    Readers.json(Item.class));

            assertThat(item.id()).isEqualTo("f1");
            assertThat(progress).hasSizeGreaterThan(3).isSorted().endsWith(300_000L);
            FaultServer.Received request = server.received().get(0);
            assertThat(request.header("Content-Type")).startsWith("multipart/form-data; boundary=");
            assertThat(request.body())
                    .contains("form-data; name=\"purpose\"")
                    .contains("form-data; name=\"file\"; filename=\"requests.jsonl\"")
                    .contains("x".repeat(300_000))
                    .doesNotContain("knowledge_id");
        }
    }

    @Test
    void a_file_that_is_none_is_told_before_anything_is_sent(@TempDir Path dir) {
        assertThatThrownBy(() -> Multipart.of().file("file", dir.resolve("missing.jsonl"), sent -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("missing.jsonl\" is not a file that can be read. Fix: check the path.");
    }

    @Test
    void a_download_appears_when_it_is_whole(@TempDir Path dir) throws IOException {
        String body = "line\n".repeat(50_000);
        FaultServer.Answer cut = FaultServer.Answer.of(
                connection -> connection.send(
                        FaultServer.head(200, "application/octet-stream", body) + body.substring(0, 1000)),
                FaultServer.Connection::close);
        FaultServer.Answer whole = FaultServer.Answer.of(
                connection -> connection.send(FaultServer.head(200, "application/octet-stream", body) + body));
        Path target = dir.resolve("out.jsonl");
        try (FaultServer server = FaultServer.start(cut, whole);
                Transport transport = transport(server)) {
            long count = transport.call(
                    ApiRequest.get("files", "f1", "content"),
                    Readers.file(target, received -> assertThat(target).doesNotExist()));

            assertThat(count).isEqualTo(250_000);
            assertThat(target).hasContent(body);
            assertThat(dir).isDirectoryNotContaining("glob:**.part");
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void a_full_disk_is_no_broken_connection() {
        try (FaultServer server = FaultServer.start(FaultServer.json(200, "[1,2,3]"));
                Transport transport = transport(server)) {
            OutputStream full = new OutputStream() {
                @Override
                public void write(int next) throws IOException {
                    throw new IOException("No space left on device");
                }
            };
            assertThatThrownBy(() -> transport.call(
                            ApiRequest.get("files", "f1", "content"), Readers.stream(full, received -> {})))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("What was downloaded could not be written: No space left on device");
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void what_may_not_happen_twice_is_repeated_only_if_it_surely_did_nothing() {
        try (FaultServer server = FaultServer.start(
                        FaultServer.error(429, "1302"), FaultServer.error(503, "1234"), FaultServer.json(200, "{}"));
                Transport transport = transport(server)) {
            assertThatThrownBy(() -> transport.call(ApiRequest.post("fine_tuning/jobs"), Readers.none()))
                    .isInstanceOf(GlmException.Server.class);
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void the_knowledge_envelope_is_no_error_and_its_errors_are() {
        try (FaultServer server = FaultServer.start(
                        FaultServer.json(200, "{\"data\":{\"id\":\"1\"},\"code\":200,\"message\":\"请求成功\"}"),
                        FaultServer.json(200, "{\"code\":100013,\"message\":\"知识库不存在\"}"));
                Transport transport = transport(server)) {
            assertThat(transport
                            .call(ApiRequest.get("/api/llm-application/open/knowledge"), Readers.tree())
                            .path("data")
                            .path("id")
                            .asString())
                    .isEqualTo("1");
            assertThatThrownBy(() -> transport.call(ApiRequest.get("knowledge", "9"), Readers.none()))
                    .isInstanceOf(GlmException.InvalidRequest.class)
                    .hasMessage("GLM refused the request (code 100013: 知识库不存在).");
        }
    }

    @Test
    void a_closed_client_says_so() {
        try (FaultServer server = FaultServer.start(FaultServer.json(200, "{}"))) {
            Transport transport = transport(server);
            transport.close();
            transport.close();

            assertThatThrownBy(() -> transport.call(ApiRequest.get("models"), Readers.tree()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("This Glm client is closed. Fix: close it when nothing uses it any more.");
            assertThat(server.received()).isEmpty();
        }
    }
}
