package dev.glmagent.glm.internal;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/** Writes a file with one JSON object a line. */
public final class LineWriter implements Closeable {

    private final Path file;
    private final OutputStream out;

    /**
     * Makes the file, or empties it.
     *
     * @param file the file
     */
    public LineWriter(Path file) {
        this.file = file;
        try {
            this.out = new BufferedOutputStream(Files.newOutputStream(file));
        } catch (IOException e) {
            throw failure(e);
        }
    }

    /**
     * Writes a line.
     *
     * @param object what stands in it
     */
    public void write(JsonNode object) {
        try {
            out.write(GlmJson.MAPPER.writeValueAsBytes(object));
            out.write('\n');
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private UncheckedIOException failure(IOException e) {
        return new UncheckedIOException("\"" + file + "\" cannot be written: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw failure(e);
        }
    }
}
