package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.batch.Batch;
import dev.glmagent.glm.batch.Batch.Status;
import dev.glmagent.glm.batch.BatchFileWriter;
import dev.glmagent.glm.batch.BatchResult;
import dev.glmagent.glm.chat.ChatOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchesTest {

    @TempDir
    Path dir;

    private static String batch(String status, String output) {
        return "{\"id\":\"batch_1\",\"object\":\"batch\",\"endpoint\":\"/v4/chat/completions\",\"input_file_id\":\"f1\","
                + "\"completion_window\":null,\"status\":\"" + status + "\",\"output_file_id\":" + output
                + ",\"error_file_id\":\"\",\"created_at\":1790581201377,\"completed_at\":null,"
                + "\"request_counts\":{\"total\":2,\"completed\":null,\"failed\":null},\"metadata\":{\"job\":\"demo\"}}";
    }

    @Test
    void questions_are_written_one_a_line_in_the_form_of_the_platform() {
        Path file = dir.resolve("requests.jsonl");
        ChatRequest ping = ChatRequest.of(UserMessage.of("ping"));
        try (BatchFileWriter questions =
                BatchFileWriter.open(file, "glm-4-flash", ChatOptions.of().temperature(0.1))) {
            questions.add("request-0001", ping);
            assertThatThrownBy(() -> questions.add("1", ping))
                    .hasMessage(
                            "The id \"1\" is too short; the platform wants 6 characters. Fix: for example request-1.");
            assertThatThrownBy(() -> questions.add("request-0001", ping))
                    .hasMessage("The id \"request-0001\" is in this file already; answers are told apart by it."
                            + " Fix: give each question its own.");
        }

        assertThat(file)
                .hasContent("{\"custom_id\":\"request-0001\",\"method\":\"POST\",\"url\":\"/v4/chat/completions\","
                        + "\"body\":{\"model\":\"glm-4-flash\",\"messages\":[{\"role\":\"user\",\"content\":\"ping\"}],"
                        + "\"temperature\":0.1}}");
    }

    @Test
    void a_batch_is_begun_and_waited_for() {
        try (Platform platform = Platform.json(
                batch("validating", "null"),
                batch("in_progress", "\"\""),
                batch("in_progress", "\"\""),
                batch("finalizing", "\"\""),
                batch("completed", "\"f2\""))) {
            Batch begun = platform.glm.batches().create("f1", Map.of("job", "demo"));
            assertThat(begun.status()).isEqualTo(Status.VALIDATING);
            assertThat(begun.createdAt()).contains(Instant.ofEpochMilli(1790581201377L));
            assertThat(begun.requestCounts()).contains(new Batch.Counts(2, 0, 0));
            assertThat(platform.body(0))
                    .isEqualTo("{\"input_file_id\":\"f1\",\"endpoint\":\"/v4/chat/completions\","
                            + "\"metadata\":{\"job\":\"demo\"}}");

            List<Status> seen = new ArrayList<>();
            Batch done = platform.glm.batches().await("batch_1", Duration.ofHours(24), each -> seen.add(each.status()));
            assertThat(seen).containsExactly(Status.IN_PROGRESS, Status.FINALIZING, Status.COMPLETED);
            assertThat(done.outputFileId()).isEqualTo("f2");
            assertThat(platform.line(4)).isEqualTo("GET /v4/batches/batch_1");
        }
    }

    @Test
    void answers_are_read_from_disk_one_at_a_time() {
        String lines =
                "{\"response\":{\"status_code\":200,\"body\":{\"created\":1718002345,\"id\":\"8702\",\"model\":\"glm-4-flash\","
                        + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"pong\"}}],"
                        + "\"usage\":{\"prompt_tokens\":6,\"completion_tokens\":2,\"total_tokens\":8}}},\"custom_id\":\"request-0001\",\"id\":\"batch_1\"}\n"
                        + "{\"response\":{\"status_code\":400,\"body\":{\"error\":{\"code\":\"1261\",\"message\":\"m\"}}},\"custom_id\":\"request-0002\"}\n"
                        + "{\"custom_id\":\"request-0003\",\"error\":\"odd\"}\n";
        try (Platform platform = Platform.json(batch("completed", "\"f2\""), lines)) {
            Batch batch = platform.glm.batches().get("batch_1");
            List<BatchResult> results;
            try (Stream<BatchResult> stream = platform.glm.batches().results(batch, dir.resolve("answers.jsonl"))) {
                results = stream.toList();
            }

            assertThat(results)
                    .extracting(BatchResult::customId)
                    .containsExactly("request-0001", "request-0002", "request-0003");
            assertThat(results.get(0).reply().orElseThrow().message().text()).isEqualTo("pong");
            assertThat(results.get(1).statusCode()).isEqualTo(400);
            assertThat(results.get(1).reply()).isEmpty();
            assertThat(results.get(1).body()).contains("1261");
            assertThat(results.get(2).body()).contains("odd");
            assertThat(platform.line(1)).isEqualTo("GET /v4/files/f2/content");
        }
    }

    @Test
    void answers_that_are_not_there_yet_are_named() {
        try (Platform platform = Platform.json(batch("in_progress", "\"\""))) {
            Batch batch = platform.glm.batches().cancel("batch_1");
            assertThat(platform.line(0)).isEqualTo("POST /v4/batches/batch_1/cancel");
            assertThatThrownBy(() -> platform.glm.batches().results(batch, dir.resolve("answers.jsonl")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("The batch batch_1 has no answers; it is IN_PROGRESS."
                            + " Fix: await its end and look at its requestCounts.");
        }
    }

    @Test
    void a_result_file_that_is_cut_is_an_error_with_its_line() {
        Path target = dir.resolve("answers.jsonl");
        try (Platform platform =
                Platform.json(batch("completed", "\"f2\""), "{\"custom_id\":\"request-0001\"}\n{\"cust")) {
            Batch batch = platform.glm.batches().get("batch_1");
            try (Stream<BatchResult> results = platform.glm.batches().results(batch, target)) {
                assertThatThrownBy(results::toList)
                        .isInstanceOf(GlmException.Protocol.class)
                        .hasMessageStartingWith("Line 2 of " + target + " is not JSON: ");
            }
        }
    }

    @Test
    void batches_are_listed() {
        try (Platform platform =
                Platform.json("{\"object\":\"list\",\"data\":[" + batch("expired", "null") + "],\"has_more\":false}")) {
            assertThat(platform.glm.batches().list())
                    .singleElement()
                    .satisfies(batch -> assertThat(batch.status().isEnd()).isTrue());
        }
    }
}
