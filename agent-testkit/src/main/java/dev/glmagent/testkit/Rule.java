package dev.glmagent.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One rule of a {@link Script}: what it answers, reply by reply, each given once.
 *
 * <pre>{@code
 * emulator.when(userSays("天气")).callTool("weather", "{\"city\":\"北京\"}").then().answer("晴");
 * emulator.when(anyRequest()).callTool("weather", "{}").forever();   // endless tool calls
 * }</pre>
 */
public final class Rule {

    private final Match match;
    private final List<Reply> replies = new ArrayList<>();
    private boolean forever;
    private int given;

    Rule(Match match) {
        this.match = match;
    }

    /**
     * Says something.
     *
     * @param text what the assistant says
     * @return this
     */
    public Rule answer(String text) {
        return reply(Reply.text(text));
    }

    /**
     * Calls a tool.
     *
     * @param name the tool
     * @param argumentsJson its arguments, sent as they are
     * @return this
     */
    public Rule callTool(String name, String argumentsJson) {
        return reply(Reply.callTool(name, argumentsJson));
    }

    /**
     * Fails with a business code.
     *
     * @param code such as {@code 1302}
     * @return this
     * @throws EmulatorException when the platform has no such code
     */
    public Rule fail(String code) {
        return reply(Reply.error(code));
    }

    /**
     * Gives any reply.
     *
     * @param reply the reply
     * @return this
     */
    public synchronized Rule reply(Reply reply) {
        replies.add(reply);
        return this;
    }

    /**
     * Reads well between two replies; each is given to one request.
     *
     * @return this
     */
    public Rule then() {
        return this;
    }

    /**
     * Lets the last reply so far go wrong.
     *
     * @param faults what goes wrong with it
     * @return this
     * @throws EmulatorException when there is no reply yet
     */
    public synchronized Rule with(Fault... faults) {
        if (replies.isEmpty()) {
            throw new EmulatorException("a fault needs a reply before it. Fix: when(…).answer(\"…\").with(…).", null);
        }
        replies.add(replies.remove(replies.size() - 1).with(faults));
        return this;
    }

    /**
     * The last reply is given again and again.
     *
     * @return this
     */
    public synchronized Rule forever() {
        forever = true;
        return this;
    }

    boolean matches(ChatCall call) {
        return match.matches(call);
    }

    synchronized Optional<Reply> next() {
        if (replies.isEmpty() || (given >= replies.size() && !forever)) {
            return Optional.empty();
        }
        Reply reply = replies.get(Math.min(given, replies.size() - 1));
        given++;
        return Optional.of(reply);
    }

    /** Why the rule did not answer a request. */
    synchronized String whyNot(ChatCall call) {
        if (!matches(call)) {
            return match + ": does not fit";
        }
        return match + ": fits, but " + (replies.isEmpty() ? "has no reply" : "its " + count() + " given already");
    }

    private String count() {
        return replies.size() == 1 ? "reply was" : replies.size() + " replies were";
    }
}
