package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.glm.file.FileInfo;
import dev.glmagent.glm.file.FilePurpose;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesTest {

    private static final String FILE =
            "{\"id\":\"1790581200_5b1c\",\"object\":\"file\",\"bytes\":412,\"filename\":\"requests.jsonl\","
                    + "\"purpose\":\"batch\",\"created_at\":1790581200}";

    @TempDir
    Path dir;

    @Test
    void a_file_goes_up_with_its_purpose_and_shows_its_progress() throws IOException {
        Path file = Files.writeString(dir.resolve("requests.jsonl"), "{}\n".repeat(100_000));
        List<Long> progress = new ArrayList<>();
        try (Platform platform = Platform.json(FILE)) {
            FileInfo uploaded = platform.glm.files().upload(file, FilePurpose.BATCH, progress::add);

            assertThat(uploaded)
                    .isEqualTo(new FileInfo(
                            "1790581200_5b1c",
                            "requests.jsonl",
                            412,
                            "batch",
                            Optional.of(Instant.ofEpochSecond(1790581200)),
                            "",
                            ""));
            assertThat(progress).hasSizeGreaterThan(3).isSorted().endsWith(300_000L);
            assertThat(platform.line(0)).isEqualTo("POST /v4/files");
            assertThat(platform.server.received().get(0).body())
                    .contains("name=\"purpose\"")
                    .contains("\r\nbatch\r\n")
                    .contains("name=\"file\"; filename=\"requests.jsonl\"");
        }
    }

    @Test
    void lists_are_fetched_page_by_page_while_they_are_gone_through() {
        try (Platform platform = Platform.json(
                "{\"object\":\"list\",\"data\":[{\"id\":\"f1\"},{\"id\":\"f2\"}],\"has_more\":true}",
                "{\"object\":\"list\",\"data\":[{\"id\":\"f3\",\"fileName\":\"old.jsonl\",\"filename\":null}],\"has_more\":false}")) {
            Iterator<FileInfo> files =
                    platform.glm.files().list(FilePurpose.FINE_TUNE).iterator();

            assertThat(platform.server.received()).isEmpty();
            assertThat(files.next().id()).isEqualTo("f1");
            assertThat(files.next().id()).isEqualTo("f2");
            assertThat(platform.server.received()).hasSize(1);
            assertThat(files.next().id()).isEqualTo("f3");
            assertThat(files).isExhausted();
            assertThat(platform.line(0)).isEqualTo("GET /v4/files?purpose=fine-tune&limit=100");
            assertThat(platform.line(1)).isEqualTo("GET /v4/files?purpose=fine-tune&limit=100&after=f2");
        }
    }

    @Test
    void a_name_in_the_older_spelling_is_read() {
        try (Platform platform = Platform.json("{\"id\":\"f3\",\"fileName\":\"old.jsonl\"}")) {
            assertThat(platform.glm.files().get("f3").filename()).isEqualTo("old.jsonl");
            assertThat(platform.line(0)).isEqualTo("GET /v4/files/f3");
        }
    }

    @Test
    void a_platform_that_turns_in_circles_is_noticed() {
        try (Platform platform = Platform.json("{\"data\":[{\"id\":\"f1\"}],\"has_more\":true}")) {
            assertThatThrownBy(
                            () -> platform.glm.files().list(FilePurpose.BATCH).forEach(file -> {}))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessage("The platform lists the same page again and again: it ends with f1.");
            assertThat(platform.server.received()).hasSize(2);
        }
        try (Platform platform = Platform.json("{\"data\":[],\"has_more\":true}")) {
            assertThat(platform.glm.files().list(FilePurpose.BATCH)).isEmpty();
        }
    }

    @Test
    void a_content_is_downloaded_to_disk_and_a_file_deleted() {
        Path target = dir.resolve("result.jsonl");
        try (Platform platform = Platform.json(
                "{\"custom_id\":\"request-1\"}\n{\"custom_id\":\"request-2\"}\n",
                "{\"id\":\"f1\",\"object\":\"file\",\"deleted\":true}")) {
            assertThat(platform.glm.files().download("f1", target)).isEqualTo(52);
            platform.glm.files().delete("f1");

            assertThat(target).content().contains("request-2");
            assertThat(platform.line(0)).isEqualTo("GET /v4/files/f1/content");
            assertThat(platform.line(1)).isEqualTo("DELETE /v4/files/f1");
        }
    }

    @Test
    void what_the_platform_would_refuse_is_named_before_it_is_sent() throws IOException {
        Path text = Files.writeString(dir.resolve("requests.txt"), "{}");
        Path empty = Files.createFile(dir.resolve("empty.jsonl"));
        Path huge = dir.resolve("huge.jsonl");
        try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
            sparse.setLength(100L * 1024 * 1024 + 1);
        }
        try (Platform platform = Platform.json(FILE)) {
            assertThatThrownBy(() -> platform.glm.files().upload(text, FilePurpose.BATCH))
                    .hasMessage(
                            "\"" + text + "\" does not end in .jsonl, and the platform takes nothing else for batch."
                                    + " Fix: one JSON object a line, and the name.");
            assertThatThrownBy(() -> platform.glm.files().upload(empty, FilePurpose.FINE_TUNE))
                    .hasMessage("\"" + empty + "\" is empty. Fix: close its writer before the upload.");
            assertThatThrownBy(() -> platform.glm.files().upload(huge, FilePurpose.BATCH))
                    .hasMessage("\"" + huge + "\" has 104857601 bytes, and the platform takes 100 MB for batch."
                            + " Fix: split it.");
            assertThatThrownBy(() -> platform.glm.files().upload(text, new FilePurpose("retrieval")))
                    .hasMessage("Documents for retrieval belong to a knowledge base."
                            + " Fix: upload them with glm.knowledge().upload(..).");
            assertThat(platform.server.received()).isEmpty();
        }
    }
}
