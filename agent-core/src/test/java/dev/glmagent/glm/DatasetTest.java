package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.finetune.DatasetReport;
import dev.glmagent.glm.finetune.DatasetReport.Problem;
import dev.glmagent.glm.finetune.DatasetWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {

    @TempDir
    Path dir;

    private DatasetReport check(String... lines) throws IOException {
        return DatasetReport.of(Files.write(dir.resolve("data.jsonl"), List.of(lines), StandardCharsets.UTF_8));
    }

    private String reason(String messages) throws IOException {
        DatasetReport report = check("{\"messages\":" + messages + "}");
        assertThat(report.problems()).hasSize(1);
        return report.problems().get(0).reason();
    }

    @Test
    void conversations_are_written_one_a_line_in_the_form_of_the_platform() throws IOException {
        Path file = dir.resolve("faq.jsonl");
        try (DatasetWriter data = DatasetWriter.open(file)) {
            data.add(new SystemMessage("你是一位助手。"), UserMessage.of("你好\n吗"), AssistantMessage.of("好。"))
                    .add(UserMessage.of("2+2?"), AssistantMessage.of("4"));
        }

        assertThat(file)
                .hasContent(
                        "{\"messages\":[{\"role\":\"system\",\"content\":\"你是一位助手。\"},"
                                + "{\"role\":\"user\",\"content\":\"你好\\n吗\"},{\"role\":\"assistant\",\"content\":\"好。\"}]}\n"
                                + "{\"messages\":[{\"role\":\"user\",\"content\":\"2+2?\"},{\"role\":\"assistant\",\"content\":\"4\"}]}");
        assertThat(DatasetReport.of(file)).isEqualTo(new DatasetReport(2, List.of()));
    }

    @Test
    void a_conversation_without_an_answer_is_not_written() {
        try (DatasetWriter data = DatasetWriter.open(dir.resolve("faq.jsonl"))) {
            assertThatThrownBy(() -> data.add(UserMessage.of("2+2?")))
                    .hasMessage("messages[0] is the last one and not the assistant's, so there is nothing to learn."
                            + " Fix: end with the answer that the model shall learn.");
        }
    }

    @Test
    void the_form_of_glms_introduction_is_right() throws IOException {
        assertThat(check("{\"messages\": [{\"role\": \"system\", \"content\": \"你是一位乐于助人,知识渊博的全能AI助手。\"},"
                                + "{\"role\": \"user\", \"content\": \"请介绍一下AlphaGo的基本原理。\"}, "
                                + "{\"role\": \"assistant\", \"content\": \"AlphaGo利用深度神经网络与树搜索算法相结合。\"}]}  ")
                        .isValid())
                .isTrue();
    }

    @Test
    void functions_are_learnt_in_their_order() throws IOException {
        String call = "{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}";
        String user = "{\"role\":\"user\",\"content\":\"q\"}";
        assertThat(check("{\"messages\":[" + user + "," + call
                                + ",{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"1\"},"
                                + "{\"role\":\"assistant\",\"content\":\"one\"}]}")
                        .problems())
                .isEmpty();
        assertThat(reason("[" + user + "," + call + "," + user + "]"))
                .isEqualTo("messages[2] is a user message; expected the answers of the tools that were called");
        assertThat(reason("[" + user + "," + call + ",{\"role\":\"tool\",\"content\":\"1\"}]"))
                .isEqualTo("messages[2].tool_call_id is missing; expected the id of the call that it answers");
        assertThat(reason("[" + user + ",{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"1\"}]"))
                .isEqualTo("messages[1] is a tool's; expected an assistant message with tool_calls before it");
    }

    @Test
    void each_line_that_is_wrong_is_named_with_its_reason() throws IOException {
        String good =
                "{\"messages\":[{\"role\":\"user\",\"content\":\"q\"},{\"role\":\"assistant\",\"content\":\"a\"}]}";
        DatasetReport report = check(good, "", "[1]", "{\"messages\":[", good, "{\"prompt\":\"q\"}");

        assertThat(report.lines()).isEqualTo(6);
        assertThat(report.problems()).extracting(Problem::line).containsExactly(2L, 3L, 4L, 6L);
        assertThat(report.problems().get(0)).hasToString("line 2: is blank; expected {\"messages\":[…]}");
        assertThat(report.problems().get(1)).hasToString("line 3: is JSON, but no object; expected {\"messages\":[…]}");
        assertThat(report.problems().get(2).reason()).startsWith("is not JSON: ");
        assertThat(report.problems().get(3))
                .hasToString("line 6: has no messages; expected"
                        + " {\"messages\":[{\"role\":\"user\",…},{\"role\":\"assistant\",…}]}");
        assertThatThrownBy(report::requireValid)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The data set cannot be learnt from:\nline 2: is blank;");
    }

    @Test
    void roles_and_their_order_are_checked() throws IOException {
        String system = "{\"role\":\"system\",\"content\":\"s\"}";
        String user = "{\"role\":\"user\",\"content\":\"q\"}";
        String assistant = "{\"role\":\"assistant\",\"content\":\"a\"}";
        assertThat(reason("[" + user + ",{\"role\":\"bot\",\"content\":\"a\"}]"))
                .isEqualTo("messages[1].role is \"bot\"; expected system, user, assistant or tool");
        assertThat(reason("[{\"content\":\"a\"}]"))
                .isEqualTo("messages[0].role is missing; expected system, user, assistant or tool");
        assertThat(reason("[" + user + "," + assistant + "," + system + "]"))
                .isEqualTo("messages[2] is a system message; expected only messages[0] to be one");
        assertThat(reason("[" + system + "," + assistant + "]"))
                .isEqualTo("messages[1] is the assistant's; expected a user message to begin with");
        assertThat(reason("[" + user + "," + user + "," + assistant + "]"))
                .isEqualTo("messages[1] is a user message after a user message; expected the assistant's");
        assertThat(reason("[" + user + "," + assistant + "," + assistant + "]"))
                .isEqualTo("messages[2] is the assistant's after its own; expected a user message");
        assertThat(reason("[" + system + "," + user + "]"))
                .isEqualTo("ends with the user message; expected the assistant's answer at the end");
        assertThat(reason("[{\"role\":\"user\",\"content\":\" \"}," + assistant + "]"))
                .isEqualTo("messages[0].content is blank; expected what the user says");
        assertThat(reason("[" + user + ",{\"role\":\"assistant\"}]"))
                .isEqualTo("messages[1].content is missing; expected what the assistant says");
    }

    @Test
    void broken_bytes_and_empty_files_are_named_too() throws IOException {
        byte[] broken = "{\"messages\":\"\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        Path latin = Files.write(dir.resolve("latin.jsonl"), broken);
        assertThat(DatasetReport.of(latin).problems().get(0).reason()).startsWith("is not JSON: Invalid UTF-8");

        Path empty = Files.createFile(dir.resolve("empty.jsonl"));
        assertThat(DatasetReport.of(empty).problems()).containsExactly(new Problem(1, "the file is empty"));
    }

    @Test
    void a_file_full_of_mistakes_makes_a_short_report() throws IOException {
        DatasetReport report = check("[]\n".repeat(500).split("\n"));

        assertThat(report.lines()).isEqualTo(500);
        assertThat(report.problems()).hasSize(100);
        assertThatThrownBy(report::requireValid).hasMessageEndingWith("… and more");
    }
}
