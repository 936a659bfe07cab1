package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.Profile;
import dev.glmagent.testkit.Reply;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer costs. Which details are told depends on the model: the GLM-4 line tells three totals, 4.5 the cached
 * tokens too, 4.6 and later the reasoning tokens too.
 *
 * @param prompt tokens of the messages, the tools and what was put into the prompt by a server-side tool
 * @param completion tokens of the answer, reasoning included
 * @param reasoning tokens of the reasoning
 */
record Usage(int prompt, int completion, int reasoning) {

    static Usage of(JsonNode request, Reply.Answer answer, String injected) {
        int prompt = TokenEstimate.of(request.path("messages").toString())
                + TokenEstimate.of(request.path("tools").toString())
                + TokenEstimate.of(injected);
        int reasoning = answer.reasoning() == null ? 0 : TokenEstimate.of(answer.reasoning());
        int completion = reasoning + (answer.text() == null ? 0 : TokenEstimate.of(answer.text()));
        for (Reply.Call call : answer.calls()) {
            completion += TokenEstimate.of(call.name()) + TokenEstimate.of(call.argumentsJson());
        }
        return new Usage(prompt, completion, reasoning);
    }

    void write(ObjectNode usage, String model, Profile profile) {
        usage.put("prompt_tokens", prompt);
        usage.put("completion_tokens", completion);
        usage.put("total_tokens", prompt + completion);
        if (profile == Profile.GLM4_2024) {
            return;
        }
        String id = model.toLowerCase(Locale.ROOT);
        boolean later = id.startsWith("glm-4.6") || id.startsWith("glm-4.7") || id.startsWith("glm-5");
        if (later || id.startsWith("glm-4.5")) {
            // The emulator keeps no prompt cache.
            usage.putObject("prompt_tokens_details").put("cached_tokens", 0);
        }
        if (later || reasoning > 0) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoning);
        }
    }
}
