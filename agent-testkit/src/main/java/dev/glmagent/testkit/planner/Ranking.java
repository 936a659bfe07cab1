package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which tools fit a question. A shared term counts 2 in a tool's name, 1 in its description or in the values of a required enumeration, ½ in its other parameters, divided
 * by how many of the offered tools have it, and half of that when it is weak. A word of the name that is not in the
 * question costs ½, and a time other than now that the tool says nothing of costs 1. A tool fits when shared terms that are not weak make 1 before division.
 */
final class Ranking {

    private static final double NAME = 2;
    private static final double DESCRIPTION = 1;
    private static final double PARAMETERS = 0.5;
    private static final double WEAK = 0.5;
    private static final double NAME_MISSED = 0.5;
    private static final double FITS = 1;
    private static final double OTHER_TIME = 1;

    /** What a question without a word of time is about. */
    static final Term NOW = new Term("@now", true);

    static final Term FUTURE = new Term("@future", true);
    static final Term PAST = new Term("@past", true);

    /** The times that a tool has to speak of to be asked about them. */
    static final Set<Term> OTHER_TIMES = Set.of(FUTURE, PAST);

    /**
     * A tool and how well it fits.
     *
     * @param tool the tool
     * @param score the higher the better
     */
    record Ranked(ToolSpec tool, double score) {}

    private record Profile(ToolSpec tool, Map<Term, Double> weights) {}

    private Ranking() {}

    /** The tools that fit, the best first; equals in the order offered. */
    static List<Ranked> rank(List<ToolSpec> tools, Set<Term> question) {
        List<Profile> profiles = tools.stream().map(Ranking::profile).toList();
        Map<Term, Integer> holders = new HashMap<>();
        profiles.forEach(profile -> profile.weights.keySet().forEach(term -> holders.merge(term, 1, Integer::sum)));
        List<Ranked> ranked = new ArrayList<>();
        for (Profile profile : profiles) {
            double fit = 0;
            double score = -missedNameWords(profile.tool, question);
            for (Term time : OTHER_TIMES) {
                score -= question.contains(time) && !profile.weights.containsKey(time) ? OTHER_TIME : 0;
            }
            for (Map.Entry<Term, Double> entry : profile.weights.entrySet()) {
                Term term = entry.getKey();
                if (question.contains(term)) {
                    fit += term.weak() ? 0 : Math.min(1, entry.getValue());
                    score += entry.getValue() * (term.weak() ? WEAK : 1) / holders.getOrDefault(term, 1);
                }
            }
            if (fit >= FITS) {
                ranked.add(new Ranked(profile.tool, score));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
        return ranked;
    }

    private static Profile profile(ToolSpec tool) {
        Map<Term, Double> weights = new HashMap<>();
        for (Parameter parameter : tool.parameters()) {
            Terms.of(parameter.name() + " " + parameter.description()).forEach(term -> weights.put(term, PARAMETERS));
            if (parameter.isEnum()) {
                // What a call must choose among says what the tool is about: shoes, shirts or hats.
                double weight = parameter.required() ? DESCRIPTION : PARAMETERS;
                Terms.of(parameter.schema().path("enum").toString())
                        .forEach(term -> weights.merge(term, weight, Math::max));
            }
        }
        Terms.of(tool.description()).forEach(term -> weights.put(term, DESCRIPTION));
        Terms.of(tool.name()).forEach(term -> weights.put(term, NAME));
        return new Profile(tool, weights);
    }

    private static double missedNameWords(ToolSpec tool, Set<Term> question) {
        double missed = 0;
        for (String word : Lexicon.words(tool.name())) {
            Set<Term> terms = Terms.of(word);
            boolean telling = terms.stream().anyMatch(term -> !term.weak());
            if (telling && terms.stream().noneMatch(question::contains)) {
                missed += NAME_MISSED;
            }
        }
        return missed;
    }
}
