package dev.glmagent.examples;

import dev.glmagent.chat.ChatModel;
import dev.glmagent.glm.Glm;
import dev.glmagent.glm.GlmException;
import dev.glmagent.testkit.GlmEmulator;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What answers: GLM with a key in the environment, otherwise the emulator in this process over real HTTP. */
final class Brain implements AutoCloseable {

    private final Glm glm;
    private final @Nullable GlmEmulator emulator;
    private final String modelName;

    private Brain(Glm glm, @Nullable GlmEmulator emulator, String modelName) {
        this.glm = glm;
        this.emulator = emulator;
        this.modelName = modelName;
    }

    static Brain choose(Terminal terminal, String modelName, int emulatorPort) {
        try {
            return new Brain(Glm.from(new Properties(), terminal.environment()), null, modelName);
        } catch (GlmException.MissingKey noKey) {
            GlmEmulator emulator = GlmEmulator.builder().port(emulatorPort).start();
            terminal.note("Offline: no GLM key, so the built-in emulator answers (a rule engine, not a language model)."
                    + " Set ZHIPUAI_API_KEY to ask " + modelName + ".");
            return new Brain(Glm.withKey(emulator.apiKey(), emulator.baseUrl()), emulator, modelName);
        }
    }

    ChatModel model() {
        return glm.chatModel(modelName);
    }

    @Override
    public void close() {
        glm.close();
        if (emulator != null) {
            emulator.close();
        }
    }
}
