package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.WebPage;
import dev.glmagent.testkit.internal.chat.Grounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The tools that run on the platform within one chat request. When there is a retrieval tool, web search has no effect;
 * an unknown knowledge base is no error: nothing is put into the prompt.
 */
final class ServerTools {

    private static final String TEMPLATE =
            "从文档\n\"\"\"\n{{knowledge}}\n\"\"\"\n中找问题\n\"\"\"\n{{question}}\n\"\"\"\n的答案，"
                    + "找到答案就仅使用文档语句回答，找不到答案就用自身知识回答并告诉用户该信息不是来自文档。不要复述问题，直接开始回答。";

    private static final int PASSAGES = 5;

    private final KnowledgeStore knowledge;
    private final WebPages web;

    ServerTools(KnowledgeStore knowledge, WebPages web) {
        this.knowledge = knowledge;
        this.web = web;
    }

    Grounding ground(JsonNode tools, String question) {
        List<JsonNode> retrievals = ofType(tools, "retrieval");
        if (!retrievals.isEmpty()) {
            return retrieve(retrievals, question);
        }
        return ofType(tools, "web_search").stream()
                .filter(tool -> tool.path("enable").booleanValue(false))
                .findFirst()
                .map(tool -> search(tool, question))
                .orElse(Grounding.NONE);
    }

    private static List<JsonNode> ofType(JsonNode tools, String type) {
        return tools.values().stream()
                .filter(tool -> tool.path("type").stringValue("").equals(type))
                .map(tool -> tool.path(type))
                .toList();
    }

    private Grounding retrieve(List<JsonNode> tools, String question) {
        List<String> bases = tools.stream()
                .map(tool -> tool.path("knowledge_id").stringValue(""))
                .filter(knowledge::exists)
                .toList();
        List<String> passages = new ArrayList<>();
        knowledge.search(bases, question, PASSAGES).forEach(hit -> passages.add(hit.text()));
        if (passages.isEmpty()) {
            return Grounding.NONE;
        }
        String template = tools.get(0).path("prompt_template").stringValue(TEMPLATE);
        String prompt = template.replaceAll("\\{\\{\\s*knowledge\\s*}}", "{{knowledge}}")
                .replaceAll("\\{\\{\\s*question\\s*}}", "{{question}}")
                .replace("{{question}}", question)
                .replace("{{knowledge}}", String.join("\n", passages));
        return new Grounding(prompt, passages, Optional.empty());
    }

    private Grounding search(JsonNode tool, String question) {
        List<WebPage> found = web.search(
                tool.path("search_query").stringValue(question),
                tool.path("count").intValue(10));
        String injected = found.stream().map(WebPage::content).collect(Collectors.joining("\n"));
        boolean told = tool.path("search_result").booleanValue(false);
        return new Grounding(
                injected,
                found.stream().map(WebPage::content).toList(),
                told ? Optional.of(WebPages.describe(found)) : Optional.empty());
    }
}
