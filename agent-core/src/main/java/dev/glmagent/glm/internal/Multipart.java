package dev.glmagent.glm.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A form with files. Files are read while they are sent, in pieces of some kilobytes, so their size does not matter; an
 * attempt that is sent again opens them again.
 *
 * @param parts the form's parts in order
 */
public record Multipart(List<Part> parts) implements Content {

    /** Copies the parts. */
    public Multipart {
        parts = List.copyOf(parts);
    }

    /** A part of the form. */
    public sealed interface Part {}

    /**
     * A short value.
     *
     * @param name the part's name
     * @param value its text
     */
    public record Field(String name, String value) implements Part {}

    /**
     * A file.
     *
     * @param name the part's name
     * @param fileName as the platform will show it
     * @param size in bytes
     * @param source opens the content anew, for each attempt
     * @param progress is told how many bytes of this file have been sent so far; starts again when the file is sent again
     */
    public record FilePart(String name, String fileName, long size, Source source, LongConsumer progress)
            implements Part {}

    /** Opens a content for reading. */
    @FunctionalInterface
    public interface Source {
        /**
         * Opens it.
         *
         * @return the bytes; closed by who reads them
         * @throws IOException when it cannot be read
         */
        InputStream open() throws IOException;
    }

    /**
     * An empty form.
     *
     * @return no parts
     */
    public static Multipart of() {
        return new Multipart(List.of());
    }

    /**
     * Adds a value.
     *
     * @param name the part's name
     * @param value its text; an empty {@code Optional} leaves the part out
     * @return a copy
     */
    public Multipart field(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return present == null ? this : plus(new Field(name, present.toString()));
    }

    /**
     * Adds a file from disk.
     *
     * @param name the part's name
     * @param file the file
     * @param progress is told how many bytes have been sent so far
     * @return a copy
     * @throws IllegalArgumentException when there is no such file
     */
    public Multipart file(String name, Path file, LongConsumer progress) {
        Path fileName = file.getFileName();
        if (fileName == null || !Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalArgumentException("\"" + file + "\" is not a file that can be read. Fix: check the path.");
        }
        return plus(new FilePart(name, fileName.toString(), size(file), () -> Files.newInputStream(file), progress));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("\"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
    }

    private Multipart plus(Part part) {
        List<Part> more = new ArrayList<>(parts);
        more.add(part);
        return new Multipart(more);
    }
}
