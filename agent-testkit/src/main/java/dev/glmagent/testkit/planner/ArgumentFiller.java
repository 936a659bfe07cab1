package dev.glmagent.testkit.planner;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the arguments of a tool from what the user said. An optional argument is looked for in what is being asked; a
 * required one also in earlier messages, the latest first.
 */
final class ArgumentFiller {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** So many places are asked about in one reply. */
    private static final int MAX_CALLS = 8;

    private final List<Question> asked;
    private final List<Question> earlier;
    private final List<Outcome> outcomes;

    /**
     * @param asked the question, then the earlier one that it follows up, if it does
     * @param earlier the user's other messages, the latest first
     */
    ArgumentFiller(List<Question> asked, List<Question> earlier, List<Outcome> outcomes) {
        this.asked = asked;
        this.earlier = earlier;
        this.outcomes = outcomes;
    }

    /** The dates that the question is about. */
    List<LocalDate> dates() {
        return mentions(Question::dates, false);
    }

    Filling fill(ToolSpec tool) {
        List<Parameter> placeParameters =
                tool.parameters().stream().filter(Parameter::isPlace).toList();
        Map<Parameter, BigDecimal> numbers = numbers(tool);
        ObjectArguments objects = new ObjectArguments(outcomes, dates());
        Map<String, JsonNode> values = new LinkedHashMap<>();
        Optional<Parameter> unmade = Optional.empty();
        for (Parameter parameter : tool.parameters()) {
            Optional<JsonNode> value = placeParameters.contains(parameter)
                    ? place(parameter, placeParameters.indexOf(parameter))
                    : value(parameter, numbers, objects);
            if (value.isPresent()) {
                values.put(parameter.name(), value.get());
            } else if (parameter.required()) {
                if (!parameter.type().equals("object")) {
                    return new Filling.Missing(parameter);
                }
                unmade = unmade.isPresent() ? unmade : Optional.of(parameter);
            }
        }
        if (unmade.isPresent()) {
            return new Filling.NeedsResult(unmade.get());
        }
        return new Filling.Ready(calls(values, placeParameters));
    }

    private List<ObjectNode> calls(Map<String, JsonNode> values, List<Parameter> placeParameters) {
        ObjectNode one = NODES.objectNode();
        values.forEach(one::set);
        if (placeParameters.size() != 1) {
            return List.of(one);
        }
        Parameter parameter = placeParameters.get(0);
        List<String> places = mentions(Question::places, parameter.required());
        if (places.size() < 2) {
            return List.of(one);
        }
        return places.stream()
                .limit(MAX_CALLS)
                .map(place -> one.deepCopy().put(parameter.name(), place))
                .toList();
    }

    private Optional<JsonNode> place(Parameter parameter, int index) {
        List<String> places = mentions(Question::places, parameter.required());
        return index < places.size() ? Optional.of(NODES.stringNode(places.get(index))) : fallback(parameter);
    }

    private Optional<JsonNode> value(Parameter parameter, Map<Parameter, BigDecimal> numbers, ObjectArguments objects) {
        Optional<JsonNode> value = parameter.isEnum()
                ? mentions(question -> EnumArguments.named(parameter.schema(), question), parameter.required()).stream()
                        .findFirst()
                : switch (parameter.type()) {
                    case "integer" ->
                        Optional.ofNullable(numbers.get(parameter)).map(number -> NODES.numberNode(number.longValue()));
                    case "number" -> Optional.ofNullable(numbers.get(parameter)).map(NODES::numberNode);
                    case "boolean" -> yesOrNo(parameter);
                    case "string" -> string(parameter);
                    case "array" -> array(parameter);
                    case "object" -> objects.next(parameter.schema(), parameter.root());
                    default -> Optional.empty();
                };
        return value.isPresent() ? value : fallback(parameter);
    }

    /** What the schema itself says of a required parameter: a constant, a default, the only value there is. */
    private static Optional<JsonNode> fallback(Parameter parameter) {
        JsonNode schema = parameter.schema();
        if (!parameter.required()) {
            return Optional.empty();
        }
        if (schema.has("const")) {
            return schema.optional("const");
        }
        if (schema.has("default")) {
            return schema.optional("default");
        }
        return schema.path("enum").size() == 1 ? schema.path("enum").optional(0) : Optional.empty();
    }

    private Map<Parameter, BigDecimal> numbers(ToolSpec tool) {
        List<Parameter> numeric = tool.parameters().stream()
                .filter(parameter ->
                        parameter.type().equals("integer") || parameter.type().equals("number"))
                .toList();
        Map<Parameter, BigDecimal> numbers = new HashMap<>();
        asked.forEach(question -> NumberArguments.share(numeric, question).forEach(numbers::putIfAbsent));
        earlier.forEach(question -> NumberArguments.share(numeric, question).forEach((parameter, number) -> {
            if (parameter.required()) {
                numbers.putIfAbsent(parameter, number);
            }
        }));
        return numbers;
    }

    private Optional<JsonNode> string(Parameter parameter) {
        if (parameter.isDate()) {
            return first(Question::dates, parameter).map(LocalDate::toString).map(NODES::stringNode);
        }
        if (parameter.isIdentifier()) {
            Optional<String> identifier = first(Question::identifiers, parameter);
            if (identifier.isPresent()) {
                return identifier.map(NODES::stringNode);
            }
        }
        Optional<String> quoted = first(Question::quoted, parameter);
        if (quoted.isPresent()) {
            return quoted.map(NODES::stringNode);
        }
        boolean takesTheQuestion = parameter.required() && parameter.isText();
        return takesTheQuestion ? Optional.of(NODES.stringNode(asked.get(0).text())) : Optional.empty();
    }

    private Optional<JsonNode> array(Parameter parameter) {
        JsonNode items = Schemas.resolve(parameter.schema().path("items"), parameter.root());
        Parameter item = new Parameter(parameter.name(), items, parameter.root(), parameter.required());
        ArrayNode array = NODES.arrayNode();
        if (item.isPlace()) {
            mentions(Question::places, item.required()).forEach(array::add);
        } else if (item.isEnum()) {
            array.addAll(mentions(question -> EnumArguments.named(items, question), item.required()));
        } else if (item.type().equals("object")) {
            outcomes.forEach(outcome -> array.addAll(ObjectArguments.all(outcome, items, parameter.root())));
        } else if (item.type().equals("string")) {
            mentions(Question::quoted, item.required()).forEach(array::add);
        }
        return array.isEmpty() ? Optional.empty() : Optional.of(array);
    }

    /** True when what the parameter is named after is mentioned, false when it is mentioned behind a "no". */
    private Optional<JsonNode> yesOrNo(Parameter parameter) {
        List<Term> telling =
                Terms.of(parameter.name()).stream().filter(term -> !term.weak()).toList();
        for (Question question : asked) {
            if (telling.stream().anyMatch(question.terms()::contains)) {
                boolean refused = question.text().matches("(?is).*(\\b(without|no|not|don't|except)\\b|不要|不含|没有|别).*");
                return Optional.of(NODES.booleanNode(!refused));
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> first(Function<Question, List<T>> kind, Parameter parameter) {
        return mentions(kind, parameter.required()).stream().findFirst();
    }

    /** What the first message that has any says. */
    private <T> List<T> mentions(Function<Question, List<T>> kind, boolean required) {
        List<Question> sources = new ArrayList<>(asked);
        if (required) {
            sources.addAll(earlier);
        }
        return sources.stream()
                .map(kind)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }
}
