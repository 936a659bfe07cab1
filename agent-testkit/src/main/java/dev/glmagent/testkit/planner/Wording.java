package dev.glmagent.testkit.planner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Words what the planner says, in the language of the question, with the signature under it. */
final class Wording {

    /** So many tools are named in a refusal. */
    private static final int MAX_TOOLS = 5;

    private static final Pattern SENTENCE_END = Pattern.compile("[.。]\\s*(?=\\s|\\p{IsHan}|$)");

    private final Language language;
    private final Phrases phrases;

    private Wording(Language language) {
        this.language = language;
        this.phrases = Phrases.of(language);
    }

    /** In the language of the latest message that has one. */
    static Wording forConversation(Conversation conversation) {
        return new Wording(conversation.questions().stream()
                .flatMap(text -> Language.of(text).stream())
                .findFirst()
                .orElse(Language.ENGLISH));
    }

    /** Whether a text of the assistant was the planner asking for an argument. */
    boolean askedBack(String said) {
        return said.startsWith(Phrases.CHINESE.asks()) || said.startsWith(Phrases.ENGLISH.asks());
    }

    String askFor(Parameter parameter) {
        String description = parameter.description().isEmpty() ? parameter.type() : parameter.description();
        return signed(List.of(phrases.askFor().formatted(parameter.name(), description.replaceFirst("[.。]\\s*$", ""))));
    }

    String refusal(List<ToolSpec> tools) {
        if (tools.isEmpty()) {
            return signed(List.of(phrases.noTools()));
        }
        List<String> lines = new ArrayList<>(List.of(phrases.refusal()));
        for (ToolSpec tool : tools.subList(0, Math.min(MAX_TOOLS, tools.size()))) {
            lines.add("- " + tool.name()
                    + (tool.description().isEmpty() ? "" : phrases.colon() + brief(tool.description())));
        }
        return signed(lines);
    }

    /** The first sentence in the reader's language, or the first of all. */
    private String brief(String description) {
        List<String> sentences = SENTENCE_END.splitAsStream(description).toList();
        return sentences.stream()
                .filter(sentence ->
                        Language.of(sentence).filter(language::equals).isPresent())
                .findFirst()
                .orElse(sentences.isEmpty() ? description : sentences.get(0));
    }

    /**
     * An answer.
     *
     * @param outcomes what is told
     * @param behind what the outcomes were made from; only where that came from is told
     * @param dates the dates asked for
     */
    String answer(List<Outcome> outcomes, List<Outcome> behind, List<LocalDate> dates) {
        ResultLines lines = new ResultLines(language, dates);
        for (Outcome outcome : outcomes) {
            JsonNode json = outcome.json().orElse(null);
            if (json == null) {
                lines.addText(outcome.content());
            } else if (json.has("error")) {
                lines.addText(phrases.failed() + error(json.path("error")));
            } else {
                lines.add(json);
            }
        }
        behind.forEach(outcome -> outcome.json().ifPresent(lines::addNotesOf));
        return signed(lines.lines());
    }

    String quote(String passage) {
        return signed(List.of(passage));
    }

    private static String error(JsonNode error) {
        return error.isObject()
                ? error.path("message").stringValue(error.toString())
                : error.stringValue(error.toString());
    }

    private String signed(List<String> lines) {
        return String.join("\n", lines) + "\n" + phrases.signature();
    }
}
