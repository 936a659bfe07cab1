package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.internal.Resources;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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
        Resources.table(ModelCatalogue.class, "models.tsv")
                .forEach(row -> caps.put(row.get(0), Integer.valueOf(row.get(1))));
        return new ModelCatalogue(caps);
    }
}
