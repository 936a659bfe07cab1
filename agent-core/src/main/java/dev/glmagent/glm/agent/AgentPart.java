package dev.glmagent.glm.agent;

/**
 * A part of what an agent gave.
 *
 * @param type {@code text}, {@code image_url}, {@code video_url}, {@code file_url} or {@code object}: what a tool of the agent
 *     was given or gave
 * @param phase {@code thinking}, {@code tool} or {@code answer}; empty for agents that do not tell
 * @param tag what it is in words, for example {@code Insert Page}; empty for most
 * @param value the text, the address, or the object as JSON
 */
public record AgentPart(String type, String phase, String tag, String value) {

    boolean isThinking() {
        return phase.equals("thinking");
    }

    boolean isContinuedBy(AgentPart next) {
        return type.equals("text") && next.type.equals("text") && phase.equals(next.phase);
    }

    AgentPart plus(AgentPart next) {
        return new AgentPart(type, phase, tag, value + next.value);
    }
}
