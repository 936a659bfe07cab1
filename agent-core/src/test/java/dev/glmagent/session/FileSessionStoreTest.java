package dev.glmagent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What files go through. */
@Timeout(120)
class FileSessionStoreTest {

    private static final SessionId ID = SessionId.of("user-7", "chat-1");

    @TempDir
    Path temp;

    private Path directory() {
        return temp.resolve("sessions");
    }

    private Path file() {
        return directory().resolve(ID.key() + ".jsonl");
    }

    @Test
    void a_line_says_which_record_of_which_session_it_is() throws IOException {
        new FileSessionStore(directory()).append(ID, 0, "{\"a\":\"北京\"}");

        assertThat(Files.readString(file()))
                .matches(
                        "\\{\"version\":1,\"session\":\"user-7/chat-1\",\"crc\":\"[0-9a-f]{8}\",\"record\":\\{\"a\":\"北京\"}}\n");
    }

    @Test
    void a_last_line_cut_anywhere_does_not_count_and_is_kept_beside() throws IOException {
        SessionStore store = new FileSessionStore(directory());
        store.append(ID, 0, "{\"a\":1}");
        int sound = (int) Files.size(file());
        store.append(ID, 1, "{\"text\":\"好😀\"}");
        byte[] whole = Files.readAllBytes(file());

        for (int length = sound + 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Files.write(file(), cut);
            Path aside = file().resolveSibling(file().getFileName() + ".torn");
            Files.deleteIfExists(aside);

            assertThat(store.read(ID)).as("cut at " + length).containsExactly("{\"a\":1}");
            assertThatThrownBy(() -> store.append(ID, 2, "{}")).isInstanceOf(SessionBusyException.class);
            store.append(ID, 1, "{\"b\":2}");
            assertThat(store.read(ID)).containsExactly("{\"a\":1}", "{\"b\":2}");
            assertThat(Files.readAllBytes(aside)).isEqualTo(Arrays.copyOfRange(cut, sound, length));
        }
    }

    @Test
    void a_first_line_that_was_cut_leaves_an_empty_session() throws IOException {
        SessionStore store = new FileSessionStore(directory());
        Files.writeString(file(), "{\"version\":1,\"sess");

        assertThat(store.read(ID)).isEmpty();
        store.append(ID, 0, "{\"a\":1}");
        assertThat(store.read(ID)).containsExactly("{\"a\":1}");
    }

    /** A file may be made longer before its blocks are written. */
    @Test
    void a_last_line_of_zeros_does_not_count() throws IOException {
        SessionStore store = new FileSessionStore(directory());
        store.append(ID, 0, "{\"a\":1}");
        byte[] zeros = new byte[100_000];
        zeros[zeros.length - 1] = '\n';
        Files.write(file(), zeros, StandardOpenOption.APPEND);

        assertThat(store.read(ID)).containsExactly("{\"a\":1}");
        store.append(ID, 1, "{\"b\":2}");
        assertThat(store.read(ID)).containsExactly("{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void lines_longer_than_what_is_read_at_once_are_found() {
        SessionStore store = new FileSessionStore(directory());
        String large = "{\"text\":\"" + "x".repeat(300_000) + "\"}";
        for (int version = 0; version < 4; version++) {
            store.append(ID, version, large);
        }
        assertThat(store.read(ID)).hasSize(4);
    }

    @Test
    void damage_anywhere_else_is_an_error_that_says_where() throws IOException {
        SessionStore store = new FileSessionStore(directory());
        for (int version = 0; version < 3; version++) {
            store.append(ID, version, "{\"n\":" + version + "}");
        }
        String sound = Files.readString(file());

        Files.writeString(file(), sound.replace("\"n\":1", "\"n\":9"));
        assertThatThrownBy(() -> store.read(ID))
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("The session file " + file()
                        + " is damaged in line 2: not a record of session user-7/chat-1 with"
                        + " its checksum. Fix: bring it back from a backup, or cut the file before that line.");

        List<String> lines = sound.lines().toList();
        Files.writeString(file(), lines.get(0) + "\n" + lines.get(2) + "\n");
        assertThatThrownBy(() -> store.read(ID)).hasMessageContaining("is damaged in line 2");
        assertThatThrownBy(() -> store.append(SessionId.of("x"), 1, "{}")).isInstanceOf(SessionBusyException.class);
    }

    @Test
    void a_file_under_the_name_of_another_session_is_not_taken_for_it() throws IOException {
        SessionStore store = new FileSessionStore(directory());
        store.append(ID, 0, "{\"secret\":1}");
        SessionId other = SessionId.of("mallory");
        Files.copy(file(), directory().resolve(other.key() + ".jsonl"));

        assertThatThrownBy(() -> store.read(other)).hasMessageContaining("not a record of session mallory");
    }

    @Test
    void files_are_for_their_owner_only_and_stay_in_the_directory() throws IOException {
        SessionStore store = new FileSessionStore(directory());
        store.append(SessionId.of(".."), 0, "{}");
        store.append(ID, 0, "{}");

        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).containsExactly(directory());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void a_record_of_two_lines_is_refused() {
        assertThatThrownBy(() -> new FileSessionStore(directory()).append(ID, 0, "{\n}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A record is one line of JSON, but this one has line breaks.");
    }

    @Test
    void a_directory_that_cannot_be_is_told() throws IOException {
        Path blocked = Files.writeString(temp.resolve("blocked"), "a file");

        assertThatThrownBy(() -> new FileSessionStore(blocked.resolve("sessions")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageStartingWith("The directory " + blocked.resolve("sessions") + " cannot keep sessions: ");
    }

    @Test
    void stores_that_begin_at_once_share_a_new_directory(@TempDir Path root) throws Exception {
        int atOnce = 4;
        ExecutorService threads = Executors.newFixedThreadPool(atOnce);
        try {
            for (int i = 0; i < 100; i++) {
                Path sessions = root.resolve("sessions" + i);
                CyclicBarrier together = new CyclicBarrier(atOnce);
                Callable<FileSessionStore> begin = () -> {
                    together.await();
                    return new FileSessionStore(sessions);
                };
                for (Future<FileSessionStore> store : threads.invokeAll(Collections.nCopies(atOnce, begin))) {
                    assertThat(store.get().read(SessionId.of("a"))).isEmpty();
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void an_interrupted_thread_writes_all_the_same_and_stays_interrupted() {
        SessionStore store = new FileSessionStore(directory());
        Thread.currentThread().interrupt();
        store.append(ID, 0, "{}");
        store.append(ID, 1, "{}");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.read(ID)).hasSize(2);
    }

    /** Appends as fast as it can, at the version that it reads. */
    static final class Writer {
        private Writer() {}

        public static void main(String[] arguments) {
            SessionStore store = new FileSessionStore(Path.of(arguments[0]));
            for (int done = 0; done < 100; ) {
                try {
                    store.append(ID, store.read(ID).size(), "{\"by\":\"" + arguments[1] + "\"}");
                    done++;
                } catch (SessionBusyException again) {
                    Thread.onSpinWait();
                }
            }
        }
    }

    @Test
    void two_processes_write_to_one_session_and_nothing_is_lost() throws Exception {
        Process first = process("a");
        Process second = process("b");

        for (Process process : List.of(first, second)) {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
        List<String> records = new FileSessionStore(directory()).read(ID);
        assertThat(records).hasSize(200);
        assertThat(records.stream().filter("{\"by\":\"a\"}"::equals)).hasSize(100);
    }

    private Process process(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory().toString(),
                        name)
                .redirectErrorStream(true)
                .start();
    }
}
