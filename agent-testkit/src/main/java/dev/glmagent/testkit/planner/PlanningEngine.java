package dev.glmagent.testkit.planner;

import dev.glmagent.testkit.planner.Decision.ToolUse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Decides the next step of a conversation from the request alone. Stateless and thread-safe. */
public final class PlanningEngine {

    /** After so many rounds of calls in one turn the answer is worded from what there is. */
    private static final int MAX_ROUNDS = 6;

    /** A tool that scores less than this share of the best one is not called in its stead. */
    private static final double NEAR_THE_BEST = 0.6;

    private static final Pattern FOLLOW_UP = Pattern.compile("(?is)^(and|what about|how about)\\b.*|.*呢[?？。!！]*\\s*$");

    private final Clock clock;

    /**
     * @param clock tells today's date
     */
    public PlanningEngine(Clock clock) {
        this.clock = clock;
    }

    /**
     * The next step.
     *
     * @param requestJson a chat request that the platform would accept
     * @return what to say or to call
     */
    public Decision decide(String requestJson) {
        Conversation conversation = Conversation.read(requestJson);
        return new Step(conversation, LocalDate.now(clock)).decide();
    }

    /**
     * An answer in the words of a passage that the platform found.
     *
     * @param requestJson a chat request that the platform would accept
     * @param passage what was found
     * @return what to say
     */
    public Decision quote(String requestJson, String passage) {
        return new Decision.Say(
                Wording.forConversation(Conversation.read(requestJson)).quote(passage));
    }

    /** One decision, with what it is made from. */
    private static final class Step {

        private final Conversation conversation;
        private final Wording wording;
        private final List<Ranking.Ranked> ranked;
        private final ArgumentFiller filler;

        Step(Conversation conversation, LocalDate today) {
            this.conversation = conversation;
            this.wording = Wording.forConversation(conversation);
            List<Question> questions = new ArrayList<>();
            conversation.questions().forEach(text -> questions.add(Question.read(text, today)));
            boolean asked = wording.askedBack(conversation.saidBefore());
            if (asked) {
                questions.set(0, questions.get(0).asName());
            }
            int followed = followed(questions, asked);
            this.ranked = rank(questions, followed);
            List<Question> current = new ArrayList<>(List.of(questions.remove(0)));
            // What was said between the two counts as well: "weather in Rome?", "and Paris?", "and tomorrow?"
            for (int i = 0; i < followed; i++) {
                current.add(questions.remove(0));
            }
            this.filler = new ArgumentFiller(current, questions, conversation.outcomes());
        }

        /** The index of the message that the last one follows up; 0 when it stands alone. */
        private int followed(List<Question> questions, boolean asked) {
            Question last = questions.get(0);
            boolean elliptic = asked
                    || last.knownPlace()
                    || !last.dates().isEmpty()
                    || FOLLOW_UP.matcher(last.text()).matches();
            if (elliptic && rank(questions, 0).isEmpty()) {
                for (int i = 1; i < questions.size(); i++) {
                    if (!rank(questions, i).isEmpty()) {
                        return i;
                    }
                }
            }
            return 0;
        }

        private List<Ranking.Ranked> rank(List<Question> questions, int followed) {
            Set<Term> terms = new HashSet<>();
            questions.subList(0, followed + 1).forEach(question -> terms.addAll(question.termsWithTime()));
            if (terms.stream().noneMatch(Ranking.OTHER_TIMES::contains)) {
                terms.add(Ranking.NOW);
            }
            return Ranking.rank(conversation.tools(), terms);
        }

        Decision decide() {
            boolean stuck = conversation.outcomes().stream().anyMatch(Outcome::endsPlanning);
            if (stuck || conversation.rounds() >= MAX_ROUNDS) {
                return answer(conversation.outcomes());
            }
            if (ranked.isEmpty()) {
                return conversation.outcomes().isEmpty()
                        ? new Decision.Say(wording.refusal(conversation.tools()))
                        : answer(conversation.outcomes());
            }
            ToolSpec goal = ranked.get(0).tool();
            Filling filling = filler.fill(goal);
            if (filling instanceof Filling.Ready ready) {
                return callOrAnswer(goal, ready);
            }
            return filling instanceof Filling.NeedsResult needs
                    ? prepare(goal, needs)
                    : replace((Filling.Missing) filling);
        }

        private Decision callOrAnswer(ToolSpec tool, Filling.Ready ready) {
            List<ToolUse> fresh = fresh(tool, ready);
            if (!fresh.isEmpty()) {
                return new Decision.Call(fresh);
            }
            List<Outcome> told = new ArrayList<>();
            List<Outcome> behind = new ArrayList<>();
            for (Outcome outcome : conversation.outcomes()) {
                (outcome.tool().equals(tool.name()) ? told : behind).add(outcome);
            }
            return new Decision.Say(wording.answer(told, behind, filler.dates()));
        }

        private List<ToolUse> fresh(ToolSpec tool, Filling.Ready ready) {
            List<ToolUse> uses = new ArrayList<>();
            for (ObjectNode arguments : ready.calls()) {
                if (!conversation.called(tool.name(), arguments)) {
                    uses.add(new ToolUse(tool.name(), arguments.toString()));
                }
            }
            return uses;
        }

        /** Calls a lower tool for the objects that the goal needs: first one that the goal's description names. */
        private Decision prepare(ToolSpec goal, Filling.NeedsResult needs) {
            List<ToolSpec> helpers = new ArrayList<>();
            conversation.tools().stream().filter(tool -> names(goal, tool)).forEach(helpers::add);
            ranked.stream()
                    .map(Ranking.Ranked::tool)
                    .filter(tool -> !helpers.contains(tool))
                    .forEach(helpers::add);
            helpers.remove(goal);
            Optional<Parameter> missing = Optional.empty();
            for (ToolSpec helper : helpers) {
                Filling filling = filler.fill(helper);
                if (filling instanceof Filling.Ready ready
                        && !fresh(helper, ready).isEmpty()) {
                    return new Decision.Call(fresh(helper, ready));
                }
                if (filling instanceof Filling.Missing lacking && missing.isEmpty()) {
                    missing = Optional.of(lacking.parameter());
                }
            }
            return answerOrAsk(missing.orElse(needs.parameter()));
        }

        private static boolean names(ToolSpec goal, ToolSpec tool) {
            StringBuilder text = new StringBuilder(goal.description());
            goal.parameters().forEach(parameter -> text.append(' ').append(parameter.description()));
            return Pattern.compile("(?<![A-Za-z0-9_])" + Pattern.quote(tool.name()) + "(?![A-Za-z0-9_])")
                    .matcher(text)
                    .find();
        }

        /** The best tool lacks something the user did not say: another one that fits nearly as well may do. */
        private Decision replace(Filling.Missing missing) {
            double enough = NEAR_THE_BEST * ranked.get(0).score();
            for (Ranking.Ranked other : ranked) {
                if (other.score() >= enough && filler.fill(other.tool()) instanceof Filling.Ready ready) {
                    return callOrAnswer(other.tool(), ready);
                }
            }
            return answerOrAsk(missing.parameter());
        }

        private Decision answerOrAsk(Parameter parameter) {
            return conversation.outcomes().isEmpty()
                    ? new Decision.Say(wording.askFor(parameter))
                    : answer(conversation.outcomes());
        }

        private Decision answer(List<Outcome> outcomes) {
            return new Decision.Say(wording.answer(outcomes, List.of(), filler.dates()));
        }
    }
}
