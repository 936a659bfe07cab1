package dev.glmagent.testkit.planner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Words JSON as short lines: a headline of names and dates, then the facts with their units; what is nested gets lines
 * of its own; notes and sources come last, each once.
 */
final class ResultLines {

    /** So many items of a list are written out. */
    private static final int MAX_ITEMS = 10;

    private final Language language;
    private final Phrases phrases;
    private final List<LocalDate> dates;
    private final List<String> lines = new ArrayList<>();
    private final Set<String> notes = new LinkedHashSet<>();

    ResultLines(Language language, List<LocalDate> dates) {
        this.language = language;
        this.phrases = Phrases.of(language);
        this.dates = dates;
    }

    void add(JsonNode result) {
        int before = lines.size();
        write(result, List.of(), Set.of());
        if (lines.size() == before) {
            lines.add(phrases.nothing());
        }
    }

    /** Only the sources and notes of a result that another one was made from. */
    void addNotesOf(JsonNode result) {
        result.properties().forEach(property -> {
            Label label = Label.of(property.getKey(), false, language);
            if (label.note() && property.getValue().isString()) {
                addNote(label, property.getValue());
            }
        });
    }

    private void addNote(Label label, JsonNode value) {
        notes.add(capitalised(label.text()) + phrases.colon() + scalar(value));
    }

    void addText(String text) {
        lines.add(text);
    }

    List<String> lines() {
        List<String> all = new ArrayList<>(lines);
        all.addAll(notes);
        return all;
    }

    private void write(JsonNode value, List<String> prefix, Set<String> said) {
        if (value.isArray()) {
            writeItems(value, prefix, said);
        } else if (value.isObject()) {
            writeObject(value, prefix, said);
        } else if (!value.isNull()) {
            lines.add(line(prefix, List.of(scalar(value))));
        }
    }

    private void writeItems(JsonNode array, List<String> prefix, Set<String> said) {
        List<JsonNode> items = relevant(array);
        items.stream().limit(MAX_ITEMS).forEach(item -> write(item, prefix, said));
        if (items.size() > MAX_ITEMS) {
            lines.add("…");
        }
    }

    private void writeObject(JsonNode object, List<String> prefix, Set<String> said) {
        List<String> headline = new ArrayList<>(prefix);
        Set<String> known = new LinkedHashSet<>(said);
        List<Map.Entry<String, JsonNode>> nested = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> plain = new ArrayList<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            JsonNode value = property.getValue();
            Label label = Label.of(property.getKey(), value.isNumber(), language);
            if (label.note() && value.isString()) {
                addNote(label, value);
            } else if (label.headline() && value.isString()) {
                if (known.add(scalar(value))) {
                    headline.add(scalar(value));
                }
            } else if (value.isObject() || (value.isArray() && value.path(0).isContainer())) {
                nested.add(property);
            } else if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                plain.add(property);
            }
        }
        List<String> facts = plain.stream()
                .map(property -> fact(property.getKey(), property.getValue(), headline.isEmpty()))
                .toList();
        boolean oneLine =
                facts.isEmpty() && nested.size() == 1 && count(nested.get(0).getValue()) == 1;
        if (!oneLine && !(headline.isEmpty() && facts.isEmpty())) {
            lines.add(line(headline, facts));
        }
        for (Map.Entry<String, JsonNode> property : nested) {
            write(property.getValue(), oneLine ? headline : List.of(), known);
        }
    }

    private int count(JsonNode nested) {
        return nested.isArray() ? relevant(nested).size() : 1;
    }

    /** The items of the dates that were asked for, when there are such; otherwise all. */
    private List<JsonNode> relevant(JsonNode array) {
        List<JsonNode> dated = array.values().stream()
                .filter(item -> item.values().stream()
                        .anyMatch(value ->
                                dates.stream().anyMatch(date -> date.toString().equals(value.stringValue("")))))
                .toList();
        return dated.isEmpty() ? List.copyOf(array.values()) : dated;
    }

    private String line(List<String> headline, List<String> facts) {
        String told = String.join(phrases.comma(), facts);
        if (headline.isEmpty()) {
            return capitalised(told);
        }
        return (String.join(" ", headline) + phrases.colon() + told).strip();
    }

    private String fact(String property, JsonNode value, boolean alone) {
        Label label = Label.of(property, value.isNumber(), language);
        String told = value.isArray()
                ? value.values().stream().map(this::scalar).collect(Collectors.joining(phrases.listComma()))
                : scalar(value) + label.unit();
        boolean words = alone && language == Language.ENGLISH && !value.isNumber();
        return label.text() + (words ? ": " : " ") + told;
    }

    private String scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? phrases.yes() : phrases.no();
        }
        if (value.isNumber()) {
            return value.decimalValue().signum() == 0
                    ? "0"
                    : value.decimalValue().stripTrailingZeros().toPlainString();
        }
        return value.stringValue(value.toString());
    }

    private static String capitalised(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }
}
