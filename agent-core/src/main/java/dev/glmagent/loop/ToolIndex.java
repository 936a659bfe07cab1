package dev.glmagent.loop;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds tools by what they are for: their names, descriptions, and the names and descriptions of their parameters. */
final class ToolIndex {

    /** A word of the name says more than one of the description. */
    private static final int NAME_COUNTS = 3;

    private final Bm25 ranking;

    ToolIndex(ToolRegistry tools) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        tools.specs().forEach(spec -> texts.put(spec.name(), terms(spec)));
        this.ranking = new Bm25(texts);
    }

    private static List<String> terms(ToolSpec spec) {
        List<String> terms = new ArrayList<>();
        for (int i = 0; i < NAME_COUNTS; i++) {
            terms.addAll(Words.of(spec.name()));
        }
        terms.addAll(Words.of(spec.description()));
        JsonNode parameters = JsonMapper.shared().readTree(spec.parameters()).path("properties");
        parameters.properties().forEach(parameter -> {
            terms.addAll(Words.of(parameter.getKey()));
            terms.addAll(Words.of(parameter.getValue().path("description").asString("")));
        });
        return terms;
    }

    /** Names, best first. */
    List<String> best(String question, int most) {
        return ranking.best(Words.of(question), most);
    }
}
