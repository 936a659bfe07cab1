package dev.glmagent.spring.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.spring.OfflineException;

/** Answers nothing, and says how to change that. */
public final class OfflineModel implements ChatModel {

    /** The discard port of this machine, where nothing listens; the path is for who reads it in an error. */
    public static final String NOWHERE = "http://127.0.0.1:9/glm-agent.offline-is-true";

    /** Made by the auto-configuration. */
    public OfflineModel() {}

    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        throw new OfflineException(
                "The model was not asked, because glm-agent.offline is true; in tests it is unless set. Fix: give the test a"
                        + " ChatModel bean that answers, or set glm-agent.offline=false and point glm-agent.base-url at an"
                        + " emulator.");
    }
}
