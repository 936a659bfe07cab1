package dev.glmagent.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/** The model ids that the platform knows, in any case, and how many tokens each may write; see {@code models.tsv}. */
final class ModelCatalogue {

    private static final ModelCatalogue SHIPPED = load();

    private final Map<String, Integer> caps;

    private ModelCatalogue(Map<String, Integer> caps) {
        this.caps = Map.copyOf(caps);
    }

    static ModelCatalogue shipped() {
        return SHIPPED;
    }

    /** The largest {@code max_tokens} of a model, or empty when there is no such model. */
    OptionalInt maxTokens(String model) {
        String id = model.toLowerCase(Locale.ROOT);
        Integer cap = caps.get(id);
        if (cap != null) {
            return OptionalInt.of(cap);
        }
        return caps.entrySet().stream()
                .filter(entry -> entry.getKey().endsWith("*"))
                .filter(entry ->
                        id.startsWith(entry.getKey().substring(0, entry.getKey().length() - 1)))
                .mapToInt(Map.Entry::getValue)
                .findFirst();
    }

    private static ModelCatalogue load() {
        Map<String, Integer> caps = new HashMap<>();
        InputStream file = Objects.requireNonNull(ModelCatalogue.class.getResourceAsStream("models.tsv"));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String[] columns = line.split("\t");
                caps.put(columns[0], Integer.valueOf(columns[1]));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ModelCatalogue(caps);
    }
}
