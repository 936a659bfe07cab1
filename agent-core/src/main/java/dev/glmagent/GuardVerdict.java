package dev.glmagent;

/** What a guard says about a text. */
public sealed interface GuardVerdict {

    /** The text may pass as it is. */
    record Pass() implements GuardVerdict {}

    /**
     * Another text takes its place, everywhere.
     *
     * @param text not blank
     */
    record Replace(String text) implements GuardVerdict {

        /** Checks the text. */
        public Replace {
            if (text.isBlank()) {
                throw new IllegalArgumentException(
                        "A guard put a blank text in place of another. Fix: GuardVerdict.refuse(reason).");
            }
        }
    }

    /**
     * The run ends with {@link RunOutcome.Filtered}.
     *
     * @param reason words for your program; neither the model nor the user sees them
     */
    record Refuse(String reason) implements GuardVerdict {}

    /**
     * Lets the text pass.
     *
     * @return the verdict
     */
    static GuardVerdict pass() {
        return new Pass();
    }

    /**
     * Puts another text in its place.
     *
     * @param text not blank
     * @return the verdict
     * @throws IllegalArgumentException when it is blank
     */
    static GuardVerdict replace(String text) {
        return new Replace(text);
    }

    /**
     * Ends the run.
     *
     * @param reason words for your program
     * @return the verdict
     */
    static GuardVerdict refuse(String reason) {
        return new Refuse(reason);
    }
}
