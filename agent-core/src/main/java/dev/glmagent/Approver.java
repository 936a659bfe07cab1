package dev.glmagent;

import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.ApprovalRequest;
import java.util.Optional;

/**
 * Asks a human while the run waits, for example on a terminal.
 *
 * <pre>{@code
 * Approver onTerminal = request -> Optional.of(yes(request) ? request.approve() : request.deny(""));
 * }</pre>
 */
@FunctionalInterface
public interface Approver {

    /**
     * Asks about one call. Runs on the thread of the run and is interrupted when the run is cancelled.
     *
     * @param request the call, with exactly the arguments that would run
     * @return the decision; empty when nobody can decide now, which ends the run with {@link RunOutcome.NeedsApproval}
     */
    Optional<ApprovalDecision> ask(ApprovalRequest request);
}
