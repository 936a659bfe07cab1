package dev.glmagent.tool.internal;

import com.networknt.schema.Error;
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
                groups.computeIfAbsent(path.group(1), key -> new LinkedHashMap<>())
                        .computeIfAbsent(path.group(2), key -> new ArrayList<>())
                        .add(error);
            } else {
                kept.add(error);
            }
        }
        groups.values().forEach(alternatives -> kept.addAll(meant(alternatives)));
        return kept;
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
