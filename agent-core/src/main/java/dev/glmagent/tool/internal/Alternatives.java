package dev.glmagent.tool.internal;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Of a value that fits none of several alternatives the validator tells what is wrong with it as each of them. A model
 * that wrote a circle wants to hear what is wrong with its circle, not that it is no square.
 */
final class Alternatives {

    private static final Pattern ANY_OF = Pattern.compile("^(.*\\.anyOf)\\[(\\d+)](.*)$");

    private Alternatives() {}

    /** Leaves out what was said of alternatives that were clearly not meant. */
    static List<Error> withoutOthers(List<Error> errors) {
        Map<String, Map<String, List<Error>>> groups = new LinkedHashMap<>();
        List<Error> kept = new ArrayList<>();
        for (Error error : errors) {
            Matcher path = ANY_OF.matcher(error.getEvaluationPath().toString());
            if (path.matches()) {
                groups.computeIfAbsent(valueOf(error, path.group(1)), key -> new LinkedHashMap<>())
                        .computeIfAbsent(path.group(2), key -> new ArrayList<>())
                        .add(error);
            } else {
                kept.add(error);
            }
        }
        groups.values().forEach(alternatives -> kept.addAll(meant(alternatives)));
        return kept;
    }

    /**
     * The value that the alternatives are for: the same keyword looks at each item of a list. Its place is as deep in the
     * arguments as the keyword is in the schema, steps between values counted only.
     */
    private static String valueOf(Error error, String anyOf) {
        NodePath schemaPath = error.getEvaluationPath();
        NodePath place = error.getInstanceLocation();
        int depth = 0;
        for (int i = 0; i < lastAnyOf(schemaPath); i++) {
            switch (String.valueOf(schemaPath.getElement(i))) {
                case "properties", "patternProperties", "prefixItems" -> {
                    depth++;
                    i++; // its name or index
                }
                case "items", "additionalProperties" -> depth++;
                default -> {
                    // a step within the schema of the same value
                }
            }
        }
        StringBuilder value = new StringBuilder(anyOf);
        for (int i = 0; i < Math.min(depth, place.getNameCount()); i++) {
            value.append('\0').append(place.getElement(i));
        }
        return value.toString();
    }

    private static int lastAnyOf(NodePath path) {
        int at = path.getNameCount() - 1;
        while (!path.getElement(at).equals("anyOf") || !(path.getElement(at + 1) instanceof Integer)) {
            at--;
        }
        return at;
    }

    private static List<Error> meant(Map<String, List<Error>> alternatives) {
        List<Error> meant = alternatives.values().stream()
                .filter(errors -> errors.stream().noneMatch(Alternatives::isOtherKind))
                .flatMap(List::stream)
                .toList();
        return meant.isEmpty()
                ? alternatives.values().stream()
                        .flatMap(List::stream)
                        .filter(Alternatives::isOtherKind)
                        .toList()
                : meant;
    }

    /** The wrong JSON type, or another kind's name in the discriminator. */
    private static boolean isOtherKind(Error error) {
        String rest = ANY_OF.matcher(error.getEvaluationPath().toString()).replaceFirst("$3");
        boolean ofTheValueItself = rest.equals(".type");
        boolean ofTheDiscriminator = error.getKeyword().equals("const")
                || (error.getKeyword().equals("required") && SealedTypes.DISCRIMINATOR.equals(error.getProperty()));
        return ofTheValueItself || ofTheDiscriminator;
    }
}
