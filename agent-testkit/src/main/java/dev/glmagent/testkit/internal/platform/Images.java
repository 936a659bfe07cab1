package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Pictures from prompts; the URL leads to the emulator, which draws when it is asked. */
final class Images {

    static final String PATH = "/emulator/images/{}";

    private static final Pattern SIZE = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final int MAX_PROMPT = 1000;

    private record Order(String prompt, int width, int height) {}

    private final AnswerIds ids;
    private final Supplier<String> origin;
    private final Map<String, Order> orders = new ConcurrentHashMap<>();

    Images(AnswerIds ids, Supplier<String> origin) {
        this.ids = ids;
        this.origin = origin;
    }

    HttpReply generate(ApiCall call) {
        ObjectNode body = Json.object().put("created", ids.now().getEpochSecond());
        body.putArray("data").addObject().put("url", url(call.json()));
        body.putArray("content_filter").addObject().put("role", "assistant").put("level", 3);
        return HttpReply.json(200, body.toString());
    }

    HttpReply submit(ApiCall call, Tasks tasks) {
        ObjectNode result = Json.object().put("model", call.json().path("model").asString(""));
        result.putArray("image_result").addObject().put("url", url(call.json()));
        return tasks.submit(call.json(), result);
    }

    private String url(JsonNode request) {
        String model = request.path("model").stringValue("");
        String prompt = request.path("prompt").stringValue("");
        if (model.isEmpty()) {
            throw GlmError.missing("model").refused();
        }
        boolean glmImage = model.equalsIgnoreCase("glm-image");
        if (!glmImage && !model.toLowerCase(Locale.ROOT).startsWith("cogview-")) {
            throw GlmError.unknownModel().refused();
        }
        if (prompt.isEmpty() || prompt.length() > MAX_PROMPT) {
            throw GlmError.illegal("prompt").refused();
        }
        Matcher size = SIZE.matcher(request.path("size").stringValue(glmImage ? "1280x1280" : "1024x1024"));
        if (!size.matches()) {
            throw GlmError.illegal("size").refused();
        }
        int width = Integer.parseInt(size.group(1));
        int height = Integer.parseInt(size.group(2));
        if (!fits(width, height, glmImage)) {
            throw GlmError.illegal("size").refused();
        }
        String id = ids.next() + ".png";
        orders.put(id, new Order(prompt, width, height));
        return origin.get() + PATH.replace("{}", id);
    }

    /** CogView: 512 to 2048 in steps of 16, at most 2^21 pixels; glm-image: 1024 to 2048 in steps of 32, 2^22. */
    private static boolean fits(int width, int height, boolean glmImage) {
        int least = glmImage ? 1024 : 512;
        int step = glmImage ? 32 : 16;
        return Math.min(width, height) >= least
                && Math.max(width, height) <= 2048
                && width % step == 0
                && height % step == 0
                && (long) width * height <= (glmImage ? 1L << 22 : 1L << 21);
    }

    HttpReply picture(ApiCall call) {
        Order order = orders.get(call.id());
        return order == null
                ? HttpReply.text(404, "text/plain; charset=UTF-8", "no such picture\n")
                : HttpReply.bytes(200, "image/png", Picture.png(order.prompt, order.width, order.height));
    }
}
