package dev.glmagent.loop;

/**
 * A call that waits for a human. Show name and arguments as they are: they are what will run.
 *
 * @param runId the run it belongs to
 * @param callId the call
 * @param toolName the tool
 * @param arguments canonical JSON: keys sorted, invisible characters escaped
 */
public record ApprovalRequest(String runId, String callId, String toolName, String arguments) {

    /**
     * Lets this very call run.
     *
     * @return the decision
     */
    public ApprovalDecision approve() {
        return new ApprovalDecision(this, true, "");
    }

    /**
     * Keeps the call from running.
     *
     * @param reason words for the model, may be empty
     * @return the decision
     */
    public ApprovalDecision deny(String reason) {
        return new ApprovalDecision(this, false, reason);
    }
}
