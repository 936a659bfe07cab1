package dev.glmagent.testkit;

import dev.glmagent.testkit.planner.Decision;
import dev.glmagent.testkit.planner.PlanningEngine;
import java.time.Clock;

/**
 * Answers without a language model: a deterministic rule engine that reads the tools in the request, calls those that
 * fit, and words an answer from their results. It knows no tool by name. Every text ends with a line that says so:
 * {@code (离线规划器作答:规则引擎,不是语言模型)} or {@code (answered by the offline planner: a rule engine, not a language
 * model)}, in the language of the question. Stateless: everything is computed from the request and the clock.
 *
 * <p>The rules:
 *
 * <ol>
 *   <li>A turn is what follows the last user message.
 *   <li>Each tool is scored against the question by shared terms: stems of English words, pairs of Chinese characters,
 *       and concepts of a small shipped bilingual lexicon, so that a Chinese question finds an English description. A
 *       term weighs the more the fewer of the offered tools have it, and most in a tool's name. A question without a
 *       word of time is about now. Weak terms (city, day, tomorrow) rank tools but make none fit.
 *   <li>Arguments are filled by each parameter's JSON Schema: enumerations by value or meaning; numbers by what they
 *       count, in digits or numerals, and days as the distance to a date named; dates; places from a shipped gazetteer or,
 *       unknown ones, by their position in the sentence; strings from quotation marks, identifiers, or, when the
 *       description asks for a question or text, the whole question; booleans by a word of their name; objects from the
 *       JSON results of this turn. Unknown optional ones are left out.
 *   <li>When several places are named, a tool with one place parameter is called for each, at most 8, in one reply.
 *   <li>The best tool is the goal. When it needs an object that no result holds yet, tools named in its description and
 *       then lower ones are called first. No call is made twice in a turn, and there are at most 6 rounds. A result in
 *       plain words or with an {@code error} member ends the planning.
 *   <li>A required argument that is missing is looked for in earlier user messages; then another tool that fits nearly as
 *       well is tried; then the planner asks back. A message that fits no tool but names a known place or a date, begins
 *       with "what about" or ends in 呢, or answers a question of the planner's, is read together with the latest
 *       earlier message that fits one.
 *   <li>When no tool fits, it says so and names up to 5 tools.
 *   <li>JSON results are worded by property name: labels from the lexicon, units from name endings such as
 *       {@code Celsius}, a headline of city, name and date, a line per item (at most 10; those of the date asked for
 *       when there are such), sources last, those of the results that the answer was made from included. Text results are
 *       given as they are.
 *   <li>When no function is offered but the platform's retrieval or web search found something, the best passage is the
 *       answer.
 * </ol>
 */
public final class OfflinePlanner implements Responder {

    private final PlanningEngine engine;

    /**
     * @param clock tells today's date in its zone
     */
    public OfflinePlanner(Clock clock) {
        this.engine = new PlanningEngine(clock);
    }

    /**
     * The next step by the rules.
     *
     * @param call the request
     * @return tool calls or a text
     */
    @Override
    public Reply answer(ChatCall call) {
        Decision decision = call.tools().isEmpty() && !call.passages().isEmpty()
                ? engine.quote(call.json(), call.passages().get(0))
                : engine.decide(call.json());
        if (decision instanceof Decision.Say say) {
            return Reply.text(say.text());
        }
        return Reply.callTools(((Decision.Call) decision)
                .uses().stream()
                        .map(use -> new Reply.Call(use.tool(), use.argumentsJson()))
                        .toArray(Reply.Call[]::new));
    }
}
