package dev.glmagent.testkit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Files beside a class. */
public final class Resources {

    private Resources() {}

    /** A text file. */
    public static String text(Class<?> beside, String name) {
        try (InputStream file = Objects.requireNonNull(beside.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines of columns with tabs between; those that begin with {@code #} are comments. */
    public static List<List<String>> table(Class<?> beside, String name) {
        return text(beside, name)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.isBlank())
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }
}
