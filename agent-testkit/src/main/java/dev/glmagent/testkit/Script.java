package dev.glmagent.testkit;

import dev.glmagent.testkit.internal.ScriptFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Rules, asked in order for each request that passed the platform's checks: the first that fits and has a reply left
 * answers. A request that none answers gets HTTP 500 with the reasons, and {@link #verify} fails. Thread-safe; good for
 * one emulator run.
 *
 * <pre>{@code
 * try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("晴")))) { … }
 * GlmEmulator.start(Script.load(Path.of("src/test/resources/weather.yaml")));
 * }</pre>
 */
public final class Script implements Responder {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<String> unanswered = new CopyOnWriteArrayList<>();

    Script() {}

    /**
     * Replies for any requests, in this order.
     *
     * @param replies the first goes to the first request; none makes a script without a rule
     * @return the script, at its beginning
     */
    public static Script of(Reply... replies) {
        Script script = new Script();
        if (replies.length > 0) {
            Rule rule = script.when(Match.anyRequest());
            Arrays.stream(replies).forEach(rule::reply);
        }
        return script;
    }

    /**
     * The rules in a file; its form is in docs/emulator.md.
     *
     * @param file YAML or JSON, in UTF-8
     * @return the script, at its beginning
     * @throws EmulatorException when it cannot be read or understood, saying where
     */
    public static Script load(Path file) {
        Script script = new Script();
        ScriptFile.read(file).addTo(script);
        return script;
    }

    /**
     * Adds a rule.
     *
     * @param match which requests it answers
     * @return the rule, without a reply
     */
    public Rule when(Match match) {
        Rule rule = new Rule(match);
        rules.add(rule);
        return rule;
    }

    boolean isEmpty() {
        return rules.isEmpty();
    }

    /**
     * The reply of the first rule that has one for the request.
     *
     * @param call the request
     * @return the reply, or an HTTP 500 that says why there is none
     */
    @Override
    public Reply answer(ChatCall call) {
        for (Rule rule : rules) {
            Optional<Reply> reply = rule.matches(call) ? rule.next() : Optional.empty();
            if (reply.isPresent()) {
                return reply.get();
            }
        }
        String why = why(call);
        unanswered.add(why);
        return Reply.error(500, "500", why);
    }

    private String why(ChatCall call) {
        StringBuilder text = new StringBuilder("no rule of the emulator's script answers this request:");
        for (ChatCall.Message message : call.messages()) {
            text.append("\n  ").append(message.role()).append(": ").append(brief(message));
        }
        for (int i = 0; i < rules.size(); i++) {
            text.append("\nrule ")
                    .append(i + 1)
                    .append(", ")
                    .append(rules.get(i).whyNot(call));
        }
        return text.toString();
    }

    private static String brief(ChatCall.Message message) {
        StringBuilder text = new StringBuilder(message.content());
        message.toolCalls()
                .forEach(call -> text.append("[calls ")
                        .append(call.name())
                        .append(' ')
                        .append(call.argumentsJson())
                        .append(']'));
        return text.length() > 200 ? text.substring(0, 200) + "…" : text.toString();
    }

    /**
     * Fails when a request came that no rule answered.
     *
     * @throws AssertionError with each such request and why each rule did not answer it
     */
    public void verify() {
        if (!unanswered.isEmpty()) {
            throw new AssertionError(String.join("\n\n", unanswered));
        }
    }
}
