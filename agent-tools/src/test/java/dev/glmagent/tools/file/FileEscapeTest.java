package dev.glmagent.tools.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import dev.glmagent.tools.Calls;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside the root is read, listed or changed: all checks together, and each of the lower two alone. */
class FileEscapeTest {

    private static final String SECRET = "OUTSIDE-SECRET";

    @TempDir
    private Path place;

    private Path root;
    private List<String> before;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectories(place.resolve("root"));
        Files.createDirectories(place.resolve("root-evil"));
        Files.createDirectories(place.resolve("secrets"));
        Files.writeString(place.resolve("x"), SECRET);
        Files.writeString(place.resolve("root-evil/x"), SECRET);
        Files.writeString(place.resolve("secrets/x"), SECRET);
        Files.writeString(place.resolve("only-outside"), SECRET);
        Files.writeString(place.resolve("root-evil/only-outside"), SECRET);
        Files.writeString(place.resolve("secrets/only-outside"), SECRET);
        Files.writeString(root.resolve("fine"), "inside");
        Files.createDirectories(root.resolve("a"));
        Files.createSymbolicLink(root.resolve("link"), place.resolve("x"));
        Files.createSymbolicLink(root.resolve("dirlink"), place.resolve("secrets"));
        Files.createSymbolicLink(root.resolve("relative"), Path.of("../x"));
        Files.createSymbolicLink(root.resolve("dangling"), place.resolve("made"));
        before = outside();
    }

    /** Whatever a test tried, all that lies outside is as it was. */
    @AfterEach
    void nothing_outside_has_changed() throws IOException {
        assertThat(outside()).isEqualTo(before);
    }

    private List<String> outside() throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(path -> !path.startsWith(root))
                    .map(path -> path + " " + (Files.isRegularFile(path) ? read(path) : ""))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> vectors() {
        return List.of(
                "../x",
                "a/../../x",
                "..\\x",
                "a\\..\\..\\x",
                "%2e%2e/x",
                "..%2fx",
                "．．/x",
                "../root-evil/x",
                "root-evil/x",
                "../root/../x",
                "link",
                "relative",
                "dangling",
                "dirlink/x",
                "dirlink/new",
                "dirlink/../x",
                "a/../dirlink/x",
                "ROOT/X",
                "CON",
                "a/nul.txt",
                "LPT¹",
                "fine:stream",
                "fine::$DATA",
                "C:x",
                "C:\\x",
                "\\\\server\\share\\x",
                "//server/share/x",
                "/etc/passwd",
                "~/x",
                "file:///etc/passwd",
                "fine.",
                "fine ",
                "a./x",
                "x".repeat(5000),
                "x".repeat(300),
                ".",
                "..",
                "",
                " ",
                "fine\0",
                "\0../x",
                "fine\n",
                "\u202Eenif",
                "fi\u200Bne",
                "\uD800",
                "/proc/self/environ",
                "/dev/zero");
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void no_path_leads_out(String path) {
        for (boolean handles : new boolean[] {true, false}) {
            PathRules rules = new PathRules(List.of(), List.of());
            Sandbox sandbox = new Sandbox(root, handles);
            ToolRegistry tools = ToolRegistry.of(
                    new FileTools(sandbox, rules, 1_000_000), new FileWriteTools(sandbox, rules, 1_000_000));

            ToolResult readResult = Calls.call(tools, "read_file", "path", path);
            assertThat(readResult.text()).doesNotContain(SECRET, "root:").doesNotContain(place.toString());
            assertThat(Calls.call(tools, "list_files", "path", path, "depth", 8).text())
                    .doesNotContain("only-outside", "hostname");
            assertThat(Calls.call(tools, "search_files", "path", path, "text", SECRET)
                            .text())
                    .doesNotContain(SECRET);
            for (boolean overwrite : new boolean[] {true, false}) {
                Calls.call(tools, "write_file", "path", path, "content", "PWNED", "overwrite", overwrite);
            }
        }
        assertThat(Files.isSymbolicLink(root.resolve("link"))).isTrue();
    }

    /** The text of the path is not looked at here at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "a/../../x",
                "link",
                "relative",
                "dirlink/x",
                "dirlink/new",
                "../root-evil/x",
                "/etc/passwd",
                "../root-evil/new"
            })
    void the_real_path_alone_keeps_inside(String path) {
        Sandbox sandbox = new Sandbox(root, false);

        assertThatThrownBy(() -> sandbox.checked(Path.of(path)))
                .isInstanceOf(ToolException.class)
                .hasMessage("the path leads out of the root");
    }

    /** As when a directory is swapped for a link after the check. */
    @ParameterizedTest
    @ValueSource(strings = {"../x", "a/../../x", "link", "relative", "dangling", "dirlink/x", "dirlink/new"})
    void the_systems_handles_alone_keep_inside(String path) {
        Sandbox sandbox = new Sandbox(root, true);

        assertThatThrownBy(() -> sandbox.walk(
                        Path.of(path),
                        (directory, name) ->
                                directory.open(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))))
                .isInstanceOfAny(ToolException.class, IOException.class);
    }

    @Test
    void a_file_swapped_for_a_link_between_check_and_opening_is_not_followed() {
        Sandbox sandbox = new Sandbox(root, true);

        assertThatThrownBy(() -> sandbox.in(Path.of("fine"), (directory, name) -> {
                    Files.delete(root.resolve("fine"));
                    Files.createSymbolicLink(root.resolve("fine"), place.resolve("x"));
                    return directory.open(name, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
                }))
                .isInstanceOf(ToolException.class)
                .hasMessage("\"fine\" cannot be opened; links are not followed");
    }

    @Test
    void replacing_a_link_is_refused() {
        ToolRegistry tools = ToolRegistry.of(FileWriteTools.under(root));

        assertThat(Calls.call(tools, "write_file", "path", "link", "content", "x", "overwrite", true)
                        .isError())
                .isTrue();
        assertThat(Files.isSymbolicLink(root.resolve("link"))).isTrue();
    }

    @Test
    void what_is_no_regular_file_is_not_opened() throws Exception {
        Path fifo = root.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        ToolRegistry tools = ToolRegistry.of(FileTools.under(root), FileWriteTools.under(root));

        assertThat(Calls.call(tools, "read_file", "path", "fifo").text()).isEqualTo("\"fifo\" is not a regular file");
        assertThat(Calls.call(tools, "write_file", "path", "fifo", "content", "x", "overwrite", true)
                        .text())
                .isEqualTo("\"fifo\" is not a regular file; it is left alone");
        assertThat(Calls.call(tools, "search_files", "text", "inside").text()).contains("fine:1: inside");
    }

    @Test
    void a_file_of_a_terabyte_is_not_read() throws IOException {
        try (FileChannel channel =
                FileChannel.open(root.resolve("sparse"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.position(1_000_000_000_000L);
            channel.write(ByteBuffer.wrap(new byte[] {1}));
        }

        assertThat(Calls.call(ToolRegistry.of(FileTools.under(root)), "read_file", "path", "sparse")
                        .text())
                .isEqualTo("\"sparse\" has 1,000,000,000,001 bytes; at most 1,000,000 can be read");
    }

    @Test
    void a_folder_of_thousands_is_listed_in_part() throws IOException {
        for (int i = 0; i < 1500; i++) {
            Files.createFile(root.resolve("a/f" + i));
        }
        ToolResult listed = Calls.call(ToolRegistry.of(FileTools.under(root)), "list_files", "path", "a");

        assertThat(listed.text()).contains("(there are more; list a folder of these)");
        assertThat(listed.text().lines().count()).isLessThan(510);
    }
}
