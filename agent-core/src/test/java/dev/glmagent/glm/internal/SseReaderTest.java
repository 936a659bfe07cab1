package dev.glmagent.glm.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows F16 and F18 to F23 of the fault matrix: the framing of server-sent events. */
class SseReaderTest {

    private static List<String> events(InputStream in) throws IOException {
        SseReader reader = new SseReader(in);
        List<String> events = new ArrayList<>();
        while (reader.next()) {
            events.add((reader.type().isEmpty() ? "" : reader.type() + "|") + reader.text());
        }
        return events;
    }

    private static List<String> events(String text) throws IOException {
        return events(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                Arguments.of("LF", "data: a\n\ndata: b\n\n", List.of("a", "b")),
                Arguments.of("CR", "data: a\r\rdata: b\r\r", List.of("a", "b")),
                Arguments.of("CRLF", "data: a\r\n\r\ndata: b\r\n\r\n", List.of("a", "b")),
                Arguments.of("mixed", "data: a\r\n\ndata: b\n\rdata: c\r\r\n", List.of("a", "b", "c")),
                Arguments.of("runs of blank lines", "\n\n\ndata: a\n\n\n\n\ndata: b\n\n", List.of("a", "b")),
                Arguments.of("comments", ": ping\n\n:\ndata: a\n: x\n\n", List.of("a")),
                Arguments.of("other fields", "id: 1\nretry: 5\nfoo: bar\ndata: a\n\n", List.of("a")),
                Arguments.of("event only", "event: ping\n\ndata: a\n\n", List.of("a")),
                Arguments.of("event and data", "event: error\ndata: a\n\ndata: b\n\n", List.of("error|a", "b")),
                Arguments.of("field without colon", "data\n\nfoo\ndata: a\n\n", List.of("a")),
                Arguments.of("no space after the colon", "data:a\n\n", List.of("a")),
                Arguments.of("only one space is taken", "data:  a\n\n", List.of(" a")),
                Arguments.of("several data lines", "data: {\ndata:  1\ndata: }\n\n", List.of("{\n 1\n}")),
                Arguments.of("empty data", "data:\n\ndata: a\n\n", List.of("a")),
                Arguments.of("empty first line of two", "data:\ndata: a\n\n", List.of("\na")),
                Arguments.of("byte order mark", "\uFEFFdata: a\n\n", List.of("a")),
                Arguments.of("byte order mark within", "data: \uFEFFa\n\n", List.of("\uFEFFa")),
                Arguments.of("U+2028, U+0085 in data", "data: a\u2028b\u0085c\n\n", List.of("a\u2028b\u0085c")),
                Arguments.of("half event at the end", "data: a\n\ndata: b\n", List.of("a")),
                Arguments.of("half line at the end", "data: a\n\ndata: b", List.of("a")),
                Arguments.of("a name that begins like data", "database: a\ndat: b\ndata: c\n\n", List.of("c")),
                Arguments.of("nothing", "", List.of()),
                Arguments.of("almost a byte order mark", "\u00EFdata: a\n\ndata: b\n\n", List.of("b")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void framing(String name, String text, List<String> expected) throws IOException {
        assertThat(events(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void one_byte_at_a_time(String name, String text, List<String> expected) throws IOException {
        assertThat(events(pieces(text.getBytes(StandardCharsets.UTF_8), List.of(1))))
                .isEqualTo(expected);
    }

    @Test
    void an_event_is_there_with_its_blank_line_and_not_later() throws IOException {
        InputStream then = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read on after the end of an event");
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return read();
            }
        };
        SseReader reader = new SseReader(new SequenceInputStream(
                new ByteArrayInputStream("data: a\r\n\r".getBytes(StandardCharsets.UTF_8)), then));

        assertThat(reader.next()).isTrue();
        assertThat(reader.text()).isEqualTo("a");
    }

    /** The property: however the bytes arrive, the events are the same. */
    @Test
    void any_split_of_any_bytes_gives_the_same_events() throws IOException {
        String[] vocabulary = {
            "data: ",
            "data:",
            "data",
            ": ping",
            "event: error",
            "id: 7",
            "\n",
            "\n\n",
            "\r",
            "\r\n",
            "\r\n\r\n",
            "北京",
            "é",
            "\uFEFF",
            "\u2028",
            "{\"a\":1}",
            "x".repeat(5_000),
            " ",
            ":",
            "😀",
            "[DONE]"
        };
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i >= 0; i--) {
                text.append(vocabulary[random.nextInt(vocabulary.length)]);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 3 && bytes.length > 0; i++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            List<Integer> sizes = IntStream.range(0, 20)
                    .mapToObj(i -> 1 + random.nextInt(i % 2 == 0 ? 3 : 4_000))
                    .toList();

            assertThat(events(pieces(bytes, sizes)))
                    .as("seed %s", seed)
                    .isEqualTo(events(new ByteArrayInputStream(bytes)))
                    .isEqualTo(byTheStandard(new String(bytes, StandardCharsets.ISO_8859_1)));
        }
    }

    /** The same rules once more, on a whole text: the oracle of the property. Works on bytes as characters. */
    private static List<String> byTheStandard(String latin) {
        String text = latin.startsWith("\u00EF\u00BB\u00BF") ? latin.substring(3) : latin;
        List<String> lines = new ArrayList<>(
                List.of(text.replace("\r\n", "\n").replace('\r', '\n').split("\n", -1)));
        lines.remove(lines.size() - 1);
        List<String> events = new ArrayList<>();
        List<String> data = new ArrayList<>();
        String type = "";
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (line.isEmpty()) {
                String joined = utf8(String.join("\n", data));
                if (!joined.isEmpty()) {
                    events.add((type.isEmpty() ? "" : type + "|") + joined);
                }
                data.clear();
                type = "";
            } else if (name.equals("data")) {
                data.add(value);
            } else if (name.equals("event")) {
                type = utf8(value);
            }
        }
        return events;
    }

    private static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    @Test
    void many_events_need_no_more_memory_than_one() throws IOException {
        byte[] block = "data: {\"n\":1}\n\n: ping\n\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        Enumeration<InputStream> hundred = Collections.enumeration(IntStream.range(0, 100)
                .<InputStream>mapToObj(i -> new ByteArrayInputStream(block))
                .toList());
        SseReader reader = new SseReader(new SequenceInputStream(hundred));
        int count = 0;
        while (reader.next()) {
            count++;
            assertThat(reader.data()).hasSize(8 * 1024);
        }
        assertThat(count).isEqualTo(100_000);
    }

    @Test
    void a_line_that_never_ends_is_given_up() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                Arrays.fill(target, offset, offset + length, (byte) 'x');
                return length;
            }
        };
        assertThatThrownBy(() -> events(endless))
                .isInstanceOf(SseReader.TooLongException.class)
                .hasMessage("an event is longer than 1048576 bytes");
    }

    @Test
    void data_lines_that_never_end_are_given_up() {
        byte[] line = ("data: " + "x".repeat(1_000) + "\n").getBytes(StandardCharsets.UTF_8);
        Enumeration<InputStream> lines = Collections.enumeration(IntStream.range(0, 1_100)
                .<InputStream>mapToObj(i -> new ByteArrayInputStream(line))
                .toList());

        assertThatThrownBy(() -> events(new SequenceInputStream(lines))).isInstanceOf(SseReader.TooLongException.class);
    }

    /** Gives the bytes in pieces of these sizes, round and round. */
    private static InputStream pieces(byte[] bytes, List<Integer> sizes) {
        return new ByteArrayInputStream(bytes) {
            private int turn;

            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, sizes.get(turn++ % sizes.size())));
            }
        };
    }
}
