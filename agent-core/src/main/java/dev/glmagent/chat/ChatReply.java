package dev.glmagent.chat;

import java.util.Optional;

/**
 * A finished reply of a model.
 *
 * @param id the service's id of the reply; an opaque text, empty when the service sent none
 * @param model the model that answered, as the service names it; GLM's routing may differ from what was asked for
 * @param message what the model said
 * @param finishReason why it stopped
 * @param usage the cost in tokens; empty means unknown, not zero
 */
public record ChatReply(
        String id, String model, AssistantMessage message, FinishReason finishReason, Optional<Usage> usage) {}
