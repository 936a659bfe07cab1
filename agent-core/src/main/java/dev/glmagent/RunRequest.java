package dev.glmagent;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.tool.ContextValues;
import java.util.List;

/**
 * One question to an agent, with all that may go with it.
 *
 * <pre>{@code
 * agent.run(RunRequest.of("Where is my order?").withContext(ContextValues.of(customer)));
 * }</pre>
 *
 * @param question what the user asks
 * @param history the conversation so far, for example {@link RunResult#messages()} of the run before
 * @param context what your program hands to the tools of this run
 * @param cancellation ends the run when cancelled
 */
public record RunRequest(
        UserMessage question, List<Message> history, ContextValues context, Cancellation cancellation) {

    /** Copies the history. */
    public RunRequest {
        history = List.copyOf(history);
    }

    /**
     * A question that stands for itself.
     *
     * @param question not blank
     * @return the request
     * @throws IllegalArgumentException when the question is blank
     */
    public static RunRequest of(String question) {
        return of(UserMessage.of(question));
    }

    /**
     * A question that stands for itself.
     *
     * @param question text, or text and pictures
     * @return the request
     */
    public static RunRequest of(UserMessage question) {
        return new RunRequest(question, List.of(), ContextValues.NONE, new Cancellation());
    }

    /**
     * The same question in a conversation.
     *
     * @param messages the conversation so far
     * @return a copy
     */
    public RunRequest withHistory(List<Message> messages) {
        return new RunRequest(question, messages, context, cancellation);
    }

    /**
     * The same question with values for the tools.
     *
     * @param values for parameters marked with {@link dev.glmagent.tool.Context}
     * @return a copy
     */
    public RunRequest withContext(ContextValues values) {
        return new RunRequest(question, history, values, cancellation);
    }

    /**
     * The same question with a way to end its run.
     *
     * @param stop ends the run when cancelled
     * @return a copy
     */
    public RunRequest withCancellation(Cancellation stop) {
        return new RunRequest(question, history, context, stop);
    }
}
