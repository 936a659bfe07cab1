package dev.glmagent.glm.internal;

import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** The usual {@link ResponseReader}s. */
public final class Readers {

    /** A reply is some kilobytes; 10 MB is a fault, not an answer. */
    private static final long MAX_JSON_BYTES = 10L * 1024 * 1024;

    /** Errors are short; a longer 200 is not read twice to find out that it is none. */
    private static final int MAX_ERROR_IN_200 = 1024;

    private static final int BUFFER = 64 * 1024;

    private Readers() {}

    /**
     * Reads a JSON object into a record, without a tree between.
     *
     * @param type a record whose components are the snake_case fields; absent ones become empty or 0
     * @param <T> the record
     * @return the reader
     */
    public static <T> ResponseReader<T> json(Class<T> type) {
        ObjectReader reader = GlmJson.RECORDS.readerFor(type);
        return parsed(in -> reader.readValue(in));
    }

    /**
     * Reads JSON into a tree, where the shape differs from answer to answer.
     *
     * @return the reader
     */
    public static ResponseReader<JsonNode> tree() {
        return parsed(in -> GlmJson.MAPPER.readTree(in));
    }

    /**
     * Takes note that it worked.
     *
     * @return a reader without result
     */
    public static ResponseReader<Boolean> none() {
        return answer -> {
            refuseDisguisedError(answer, begin(answer));
            return true;
        };
    }

    /**
     * Downloads into a file, which appears when it is whole.
     *
     * @param target the file; one that exists is replaced
     * @param progress is told how many bytes have come so far
     * @return the reader, whose result is the number of bytes
     */
    public static ResponseReader<Long> file(Path target, LongConsumer progress) {
        return binary(answer -> {
            Path part = target.resolveSibling(target.getFileName() + ".part");
            try {
                long count;
                try (OutputStream out = Files.newOutputStream(part)) {
                    count = copy(answer, out, progress);
                }
                Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
                return count;
            } finally {
                Files.deleteIfExists(part);
            }
        });
    }

    /**
     * Downloads into a stream. An attempt that breaks in the middle has written a part, so use it with a request that is
     * not repeatable.
     *
     * @param out where the bytes go; not closed
     * @param progress is told how many bytes have come so far
     * @return the reader, whose result is the number of bytes
     */
    public static ResponseReader<Long> stream(OutputStream out, LongConsumer progress) {
        return binary(answer -> copy(answer, out, progress));
    }

    /** What can be made of JSON. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(InputStream in);
    }

    static <T> ResponseReader<T> parsed(Parser<T> parser) {
        return answer -> {
            requireJson(answer);
            refuseDisguisedError(answer, begin(answer));
            return parse(answer, parser);
        };
    }

    /** For a parser that can tell an answer from something else: what is an answer is not read twice. */
    static <T> ResponseReader<T> parsed(Parser<T> parser, Predicate<T> isAnswer) {
        return answer -> {
            requireJson(answer);
            byte[] begin = begin(answer);
            T result = parse(answer, parser);
            if (!isAnswer.test(result)) {
                refuseDisguisedError(answer, begin);
            }
            return result;
        };
    }

    private static <T> T parse(Answer answer, Parser<T> parser) throws IOException {
        try {
            return parser.parse(new CappedStream(answer, MAX_JSON_BYTES));
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            throw new Failure.Thrown(answer.errors()
                    .ofMalformed(answer.sent(), "its JSON is broken or cut: " + e.getOriginalMessage(), Remedy.NONE));
        }
    }

    private static void requireJson(Answer answer) throws IOException {
        if (!isJson(answer)) {
            throw foreign(answer, "application/json");
        }
    }

    private static boolean isJson(Answer answer) {
        return answer.contentType().toLowerCase(Locale.ROOT).contains("json");
    }

    static Failure.Thrown foreign(Answer answer, String expected) throws IOException {
        String begin = new String(answer.peek(MAX_ERROR_IN_200), StandardCharsets.UTF_8);
        return new Failure.Thrown(
                answer.errors().ofForeignBody(answer.sent(), answer.status(), expected, answer.contentType(), begin));
    }

    private static byte[] begin(Answer answer) throws IOException {
        return answer.peek(MAX_ERROR_IN_200 + 1);
    }

    private static void refuseDisguisedError(Answer answer, byte[] begin) {
        if (begin.length <= MAX_ERROR_IN_200) {
            Optional<Failure> disguised = answer.errors().ofDisguised(answer.sent(), begin);
            if (disguised.isPresent()) {
                throw new Failure.Thrown(disguised.get());
            }
        }
    }

    private static <T> ResponseReader<T> binary(ResponseReader<T> reader) {
        return new ResponseReader<>() {
            @Override
            public String accept() {
                return "*/*";
            }

            @Override
            public T read(Answer answer) throws IOException {
                if (isJson(answer)) {
                    refuseDisguisedError(answer, begin(answer));
                }
                return reader.read(answer);
            }
        };
    }

    private static long copy(Answer answer, OutputStream out, LongConsumer progress) throws IOException {
        byte[] buffer = new byte[BUFFER];
        InputStream in = answer.stream();
        long total = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            write(out, buffer, count);
            total += count;
            progress.accept(total);
        }
        return total;
    }

    /** A full disk is no broken connection, and another attempt does not empty it. */
    private static void write(OutputStream out, byte[] bytes, int count) {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException("What was downloaded could not be written: " + e.getMessage(), e);
        }
    }
}
