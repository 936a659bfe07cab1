package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.Json;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The platform's lists. */
final class Lists {

    private Lists() {}

    /** A page of what follows an id: {@code {"object":"list","data":[…],"has_more":…}}. */
    static <T> ObjectNode page(
            List<T> all, Function<T, String> id, Function<T, ObjectNode> describe, Optional<String> after, int limit) {
        int from = 0;
        for (int i = 0; i < all.size() && after.isPresent(); i++) {
            if (id.apply(all.get(i)).equals(after.get())) {
                from = i + 1;
            }
        }
        int to = Math.min(all.size(), from + limit);
        ObjectNode page = Json.object().put("object", "list");
        ArrayNode data = page.putArray("data");
        all.subList(from, to).forEach(item -> data.add(describe.apply(item)));
        return page.put("has_more", to < all.size());
    }
}
