package dev.glmagent.glm.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** Reads a file with one JSON object a line, a line at a time. */
public final class JsonLines implements Closeable {

    private static final ObjectReader STRICT = GlmJson.MAPPER
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private final InputStream in;
    private final Path file;
    private long number;

    /**
     * Opens a file.
     *
     * @param file the file
     */
    public JsonLines(Path file) {
        this.file = file;
        try {
            this.in = new BufferedInputStream(Files.newInputStream(file), 64 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    /**
     * The next line, without its end.
     *
     * @return empty at the end of the file
     */
    public Optional<byte[]> next() {
        ByteArrayOutputStream line = new ByteArrayOutputStream(1024);
        try {
            int next = in.read();
            if (next < 0) {
                return Optional.empty();
            }
            for (; next >= 0 && next != '\n'; next = in.read()) {
                line.write(next);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("\"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
        number++;
        return Optional.of(line.toByteArray());
    }

    /**
     * The number of the line that {@link #next} gave.
     *
     * @return from 1
     */
    public long number() {
        return number;
    }

    /** What is wrong with a line as JSON. */
    public static final class BadLineException extends Exception {

        BadLineException(String message) {
            super(message);
        }
    }

    /**
     * A line as the object it should be.
     *
     * @param line as {@link #next} gave it
     * @return the object
     * @throws BadLineException when it is none, saying why
     */
    public static JsonNode object(byte[] line) throws BadLineException {
        if (new String(line, StandardCharsets.UTF_8).isBlank()) {
            throw new BadLineException("is blank");
        }
        try {
            JsonNode node = STRICT.readTree(line);
            if (node.isObject()) {
                return node;
            }
        } catch (JacksonException e) {
            throw new BadLineException("is not JSON: " + e.getOriginalMessage());
        }
        throw new BadLineException("is JSON, but no object");
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
