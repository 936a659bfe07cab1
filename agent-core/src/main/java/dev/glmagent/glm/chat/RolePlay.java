package dev.glmagent.glm.chat;

/**
 * Who plays whom with CharGLM ({@code charglm-3}). GLM wants all four.
 *
 * @param userName the person's name
 * @param userInfo what the person is like
 * @param botName the name of the role the model plays
 * @param botInfo what that role is like
 */
public record RolePlay(String userName, String userInfo, String botName, String botInfo) {

    /** Checks that nothing is missing. */
    public RolePlay {
        if (userName.isBlank() || userInfo.isBlank() || botName.isBlank() || botInfo.isBlank()) {
            throw new IllegalArgumentException("A role play needs name and description of both sides.");
        }
    }
}
