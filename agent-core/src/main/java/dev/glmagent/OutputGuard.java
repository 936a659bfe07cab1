package dev.glmagent;

/**
 * Judges what the model says before anybody sees it: the words of each reply, also those beside tool calls, and the JSON of
 * a {@link TypedAgent}'s answer. It stands between the model and the run, so conversation, events and result hold what it let
 * through, and the calls of a refused reply do not run. The answer of a tool ({@code ToolResult.asAnswer()}) is judged too;
 * there the conversation keeps the tool's own words, as the model needs them.
 *
 * <p>Words that were shown cannot be taken back. So a stream of an agent with an output guard shows no words as they arrive:
 * they come in one piece, as one {@link dev.glmagent.chat.ChatEvent.TextDelta}, once the guard has judged the whole reply.
 * Pieces of reasoning and of tool calls do not come at all; reasoning itself is not judged.
 *
 * <pre>{@code
 * OutputGuard noPromises = (answer, context) ->
 *         answer.contains("guarantee") ? GuardVerdict.refuse("a promise") : GuardVerdict.pass();
 * }</pre>
 */
@FunctionalInterface
public interface OutputGuard {

    /**
     * Judges. Runs on the thread of the run, within its time, and is interrupted when the run is cancelled. What it throws
     * ends the run with {@link RunOutcome.Failed}: nothing passes a guard that is broken.
     *
     * @param answer what the model says, not blank
     * @param context what else is known
     * @return the verdict
     */
    GuardVerdict judge(String answer, GuardContext context);
}
