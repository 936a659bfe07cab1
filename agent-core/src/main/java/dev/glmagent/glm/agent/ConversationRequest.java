package dev.glmagent.glm.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * What a conversation with an agent has made so far; GLM keeps it for {@code slides_glm_agent} only.
 *
 * @param agentId which agent
 * @param conversationId as {@link AgentReply#conversationId()} told it
 * @param includePdf whether the slides are wanted as one PDF
 * @param pages slides that are wanted as pictures
 */
public record ConversationRequest(String agentId, String conversationId, boolean includePdf, List<Page> pages) {

    /** Copies the list. */
    public ConversationRequest {
        pages = List.copyOf(pages);
    }

    /**
     * A slide as a picture.
     *
     * @param position its number, from 1
     * @param width in pixels
     * @param height in pixels
     */
    public record Page(int position, int width, int height) {}

    /**
     * All that was said.
     *
     * @param agentId which agent
     * @param conversationId which conversation
     * @return the request
     */
    public static ConversationRequest of(String agentId, String conversationId) {
        return new ConversationRequest(agentId, conversationId, false, List.of());
    }

    /**
     * The same, and the slides as one PDF.
     *
     * @return a copy
     */
    public ConversationRequest withPdf() {
        return new ConversationRequest(agentId, conversationId, true, pages);
    }

    /**
     * The same, and a slide as a picture.
     *
     * @param position its number, from 1
     * @param width in pixels
     * @param height in pixels
     * @return a copy
     */
    public ConversationRequest withPage(int position, int width, int height) {
        List<Page> more = new ArrayList<>(pages);
        more.add(new Page(position, width, height));
        return new ConversationRequest(agentId, conversationId, includePdf, more);
    }
}
