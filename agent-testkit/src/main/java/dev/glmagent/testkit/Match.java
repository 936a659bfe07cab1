package dev.glmagent.testkit;

import java.util.function.Predicate;

/**
 * Which chat requests a rule of a {@link Script} answers.
 *
 * <pre>{@code
 * emulator.when(userSays("天气").and(offers("weather"))).callTool("weather", "{\"city\":\"北京\"}");
 * }</pre>
 */
public final class Match {

    private final String description;
    private final Predicate<ChatCall> predicate;

    private Match(String description, Predicate<ChatCall> predicate) {
        this.description = description;
        this.predicate = predicate;
    }

    /** Every request. */
    public static Match anyRequest() {
        return new Match("any request", call -> true);
    }

    /**
     * Requests whose last user message contains a text.
     *
     * @param text the text, compared as it is
     * @return the match
     */
    public static Match userSays(String text) {
        return new Match(
                "user says \"" + text + "\"", call -> call.lastUserText().contains(text));
    }

    /**
     * Requests with a system message that contains a text.
     *
     * @param text the text, compared as it is
     * @return the match
     */
    public static Match systemSays(String text) {
        return new Match(
                "system says \"" + text + "\"",
                call -> call.messages().stream()
                        .anyMatch(message -> message.role().equals("system")
                                && message.content().contains(text)));
    }

    /**
     * Requests whose last message is the answer of a tool and contains a text.
     *
     * @param text the text, compared as it is
     * @return the match
     */
    public static Match toolSays(String text) {
        return new Match("tool says \"" + text + "\"", call -> {
            ChatCall.Message last = call.messages().get(call.messages().size() - 1);
            return last.role().equals("tool") && last.content().contains(text);
        });
    }

    /**
     * Requests that offer a function.
     *
     * @param tool its name
     * @return the match
     */
    public static Match offers(String tool) {
        return new Match(
                "offers tool \"" + tool + "\"",
                call -> call.tools().stream().anyMatch(offered -> offered.name().equals(tool)));
    }

    /**
     * Requests to a model.
     *
     * @param name its id, in any case
     * @return the match
     */
    public static Match model(String name) {
        return new Match("model \"" + name + "\"", call -> call.model().equalsIgnoreCase(name));
    }

    /**
     * Requests that fit a condition of your own.
     *
     * @param description what it is about, for the message of a test that fails
     * @param predicate the condition
     * @return the match
     */
    public static Match where(String description, Predicate<ChatCall> predicate) {
        return new Match(description, predicate);
    }

    /**
     * Requests that fit both.
     *
     * @param other the other match
     * @return the match
     */
    public Match and(Match other) {
        return new Match(description + " and " + other.description, call -> matches(call) && other.matches(call));
    }

    boolean matches(ChatCall call) {
        return predicate.test(call);
    }

    @Override
    public String toString() {
        return description;
    }
}
