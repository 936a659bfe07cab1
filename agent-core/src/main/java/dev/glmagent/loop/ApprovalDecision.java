package dev.glmagent.loop;

/**
 * What a human said about one call. It holds for that call only: another run, id, tool or a single changed byte of the
 * arguments makes it invalid.
 *
 * @param request what was asked
 * @param approved whether the call may run
 * @param reason words for the model when it may not; may be empty
 */
public record ApprovalDecision(ApprovalRequest request, boolean approved, String reason) {}
