package dev.glmagent.testkit.planner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The planner's shipped tables: tab-separated, {@code #} starts a comment line. */
final class Tsv {

    private Tsv() {}

    /** The rows of a table, each as its columns, empty ones included. */
    static List<String[]> rows(String name) {
        InputStream file = Objects.requireNonNull(Tsv.class.getResourceAsStream(name), name);
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
