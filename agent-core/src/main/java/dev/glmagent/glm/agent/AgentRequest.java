package dev.glmagent.glm.agent;

import dev.glmagent.chat.ContentPart;
import dev.glmagent.glm.internal.Fields;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an agent shall do.
 *
 * <pre>{@code
 * AgentRequest.of("general_translation", "Good morning")
 *         .variable("source_lang", "auto")
 *         .variable("target_lang", "zh-CN")
 * }</pre>
 *
 * @param agentId {@code general_translation}, {@code slides_glm_agent}, {@code ai_drawing_agent},
 *     {@code receipt_recognition_agent}, {@code clothes_recognition_agent}, {@code intelligent_education_solve_agent},
 *     {@code vidu_template_agent} …
 * @param content text and pictures
 * @param conversationId the conversation that goes on, for agents that have one; absent for a new one
 * @param variables the agent's own settings by their names, each with its JSON text
 * @param userId names the end user to GLM's abuse control, 6 to 128 characters
 */
public record AgentRequest(
        String agentId,
        List<ContentPart> content,
        Optional<String> conversationId,
        Map<String, String> variables,
        Optional<String> userId) {

    /** Checks that there is something to do, and copies the list. */
    public AgentRequest {
        if (agentId.isBlank()) {
            throw new IllegalArgumentException("No agent is named. Fix: give its id, such as general_translation.");
        }
        if (content.isEmpty()) {
            throw new IllegalArgumentException("There is nothing to do. Fix: give the agent a text or a picture.");
        }
        content = List.copyOf(content);
        variables = new Fields(variables).values();
    }

    /**
     * A request of words.
     *
     * @param agentId which agent
     * @param text what it shall do, or do it to
     * @return the request
     */
    public static AgentRequest of(String agentId, String text) {
        return of(agentId, new ContentPart.Text(text));
    }

    /**
     * A request of words and pictures.
     *
     * @param agentId which agent
     * @param content text and pictures
     * @return the request
     */
    public static AgentRequest of(String agentId, ContentPart... content) {
        return new AgentRequest(agentId, List.of(content), Optional.empty(), Map.of(), Optional.empty());
    }

    /**
     * The same in a conversation that has begun.
     *
     * @param id as {@link AgentReply#conversationId()} told it
     * @return a copy
     */
    public AgentRequest inConversation(String id) {
        return new AgentRequest(agentId, content, Optional.of(id), variables, userId);
    }

    /**
     * The same with a setting of the agent's own.
     *
     * @param name its name, for example {@code target_lang}
     * @param text its value
     * @return a copy
     */
    public AgentRequest variable(String name, String text) {
        return with(new Fields(variables).with(name, text));
    }

    /**
     * The same with a setting that is no text.
     *
     * @param name its name, for example {@code strategy_config}
     * @param json one JSON value
     * @return a copy
     * @throws IllegalArgumentException when it is not JSON
     */
    public AgentRequest variableJson(String name, String json) {
        return with(new Fields(variables).withJson(name, json));
    }

    private AgentRequest with(Fields fields) {
        return new AgentRequest(agentId, content, conversationId, fields.values(), userId);
    }

    /**
     * The same on behalf of an end user.
     *
     * @param id 6 to 128 characters that say nothing of the person
     * @return a copy
     */
    public AgentRequest withUserId(String id) {
        return new AgentRequest(agentId, content, conversationId, variables, Optional.of(id));
    }
}
