package dev.glmagent.glm.assistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question to an assistant. There is no history in it: the platform keeps that.
 *
 * <pre>{@code
 * AssistantRequest.of(AssistantApi.GENERAL, "What does the contract say of rent?").withFile(fileId)
 * AssistantRequest.of(AssistantApi.GENERAL, "And of repairs?").inConversation(reply.conversationId())
 * }</pre>
 *
 * @param assistantId which assistant
 * @param model {@code glm-4-assistant} or {@code glm-4-alltools}
 * @param question what is asked
 * @param conversationId the conversation that goes on; absent for a new one
 * @param fileIds uploaded files that the assistant may read
 * @param translation what a translating assistant shall do
 * @param metadata what the caller notes down
 * @param userId names the end user to GLM's abuse control, 6 to 128 characters
 */
public record AssistantRequest(
        String assistantId,
        String model,
        String question,
        Optional<String> conversationId,
        List<String> fileIds,
        Optional<Translation> translation,
        Map<String, String> metadata,
        Optional<String> userId) {

    private static final String MODEL = "glm-4-assistant";

    /** Checks the question and copies the lists. */
    public AssistantRequest {
        if (assistantId.isBlank()) {
            throw new IllegalArgumentException("No assistant is named. Fix: give its id, or AssistantApi.GENERAL.");
        }
        if (question.isBlank()) {
            throw new IllegalArgumentException("The question is blank; GLM refuses an empty one.");
        }
        fileIds = List.copyOf(fileIds);
        metadata = Map.copyOf(metadata);
    }

    /**
     * From which language into which.
     *
     * @param from for example {@code zh}
     * @param to for example {@code en}
     */
    public record Translation(String from, String to) {}

    /**
     * A question that begins a conversation.
     *
     * @param assistantId which assistant
     * @param question what is asked
     * @return the request
     */
    public static AssistantRequest of(String assistantId, String question) {
        return new AssistantRequest(
                assistantId,
                MODEL,
                question,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    /**
     * The same question to another model.
     *
     * @param name {@code glm-4-assistant} or {@code glm-4-alltools}
     * @return a copy
     */
    public AssistantRequest withModel(String name) {
        return new AssistantRequest(
                assistantId, name, question, conversationId, fileIds, translation, metadata, userId);
    }

    /**
     * The same question in a conversation that has begun.
     *
     * @param id as {@link AssistantReply#conversationId()} told it
     * @return a copy
     */
    public AssistantRequest inConversation(String id) {
        return new AssistantRequest(
                assistantId, model, question, Optional.of(id), fileIds, translation, metadata, userId);
    }

    /**
     * The same question, and a file to look at.
     *
     * @param fileId of an uploaded file
     * @return a copy
     */
    public AssistantRequest withFile(String fileId) {
        List<String> more = new ArrayList<>(fileIds);
        more.add(fileId);
        return new AssistantRequest(assistantId, model, question, conversationId, more, translation, metadata, userId);
    }

    /**
     * The same text, to be translated.
     *
     * @param from the language it is in
     * @param to the language that is wanted
     * @return a copy
     */
    public AssistantRequest withTranslation(String from, String to) {
        return new AssistantRequest(
                assistantId,
                model,
                question,
                conversationId,
                fileIds,
                Optional.of(new Translation(from, to)),
                metadata,
                userId);
    }

    /**
     * The same question with a note of the caller's.
     *
     * @param name the note's name
     * @param value the note
     * @return a copy
     */
    public AssistantRequest withMetadata(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(metadata);
        more.put(name, value);
        return new AssistantRequest(assistantId, model, question, conversationId, fileIds, translation, more, userId);
    }

    /**
     * The same question on behalf of an end user.
     *
     * @param id 6 to 128 characters that say nothing of the person
     * @return a copy
     */
    public AssistantRequest withUserId(String id) {
        return new AssistantRequest(
                assistantId, model, question, conversationId, fileIds, translation, metadata, Optional.of(id));
    }
}
