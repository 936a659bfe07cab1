package dev.glmagent;

/**
 * Judges a question before the model sees it. A replaced question is the one that enters the conversation, a refused one
 * does not enter it.
 *
 * <pre>{@code
 * InputGuard noCards = (question, context) -> GuardVerdict.replace(CARD_NUMBER.matcher(question).replaceAll("[card]"));
 * }</pre>
 */
@FunctionalInterface
public interface InputGuard {

    /**
     * Judges. Runs on the thread of the run, within its time, and is interrupted when the run is cancelled. What it throws
     * ends the run with {@link RunOutcome.Failed}: nothing passes a guard that is broken.
     *
     * @param question the text of the question; empty when it is pictures only
     * @param context what else is known
     * @return the verdict
     */
    GuardVerdict judge(String question, GuardContext context);
}
