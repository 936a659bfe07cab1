package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.internal.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;

/** The model ids that the platform knows, in any case, and how many tokens each may write; see {@code models.tsv}. */
public final class ModelCatalogue {

    private final Map<String, Integer> caps;

    private ModelCatalogue(Map<String, Integer> caps) {
        this.caps = new ConcurrentHashMap<>(caps);
    }

    /** The platform's own models; tuned ones can be added. */
    public static ModelCatalogue shipped() {
        return load();
    }

    /** The largest {@code max_tokens} of a model, or empty when there is no such model. */
    public OptionalInt maxTokens(String model) {
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

    /** Adds a tuned model; its limits are those of its base. */
    public void add(String name, String base) {
        caps.put(name.toLowerCase(Locale.ROOT), maxTokens(base).orElseThrow());
    }

    /** Takes a tuned model away. */
    public void remove(String name) {
        caps.remove(name.toLowerCase(Locale.ROOT));
    }

    /** The ids, in order, without those that stand for many. */
    public List<String> names() {
        return caps.keySet().stream()
                .filter(name -> !name.endsWith("*"))
                .sorted()
                .toList();
    }

    private static ModelCatalogue load() {
        Map<String, Integer> caps = new HashMap<>();
        Resources.table(ModelCatalogue.class, "models.tsv")
                .forEach(row -> caps.put(row.get(0), Integer.valueOf(row.get(1))));
        return new ModelCatalogue(caps);
    }
}
