package dev.glmagent;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.internal.LocalDriver;
import dev.glmagent.loop.AgentLoop;
import java.util.List;

/**
 * Answers questions with a model and tools. Immutable and thread-safe: build one, share it.
 *
 * <pre>{@code
 * Agent agent = Agent.builder()
 *         .model(Glm.fromEnvironment().chatModel("glm-4"))
 *         .tools(ToolRegistry.of(new Weather()))
 *         .build();
 * System.out.println(agent.run("北京今天天气怎么样?").text());
 * }</pre>
 */
public final class Agent {

    private final AgentLoop loop;
    private final LocalDriver driver;

    Agent(AgentLoop loop, LocalDriver driver) {
        this.loop = loop;
        this.driver = driver;
    }

    /**
     * Starts to build an agent.
     *
     * @return an empty builder
     */
    public static AgentBuilder builder() {
        return new AgentBuilder();
    }

    /**
     * Answers one question on the caller's thread. What a model, a tool or the network does wrong is told by the
     * result's outcome, never thrown.
     *
     * @param question not blank
     * @return the result
     * @throws IllegalArgumentException when the question is blank
     */
    public RunResult run(String question) {
        UserMessage message = UserMessage.of(question);
        return driver.run(loop.start(List.of(), message), message);
    }

    /**
     * Answers one question that continues a conversation.
     *
     * @param history the conversation so far, for example {@link RunResult#messages()} of the run before
     * @param question what is asked now
     * @return the result
     */
    public RunResult run(List<Message> history, UserMessage question) {
        return driver.run(loop.start(history, question), question);
    }

    /**
     * Begins a conversation that remembers its turns.
     *
     * @return a new session, kept in memory by the caller
     */
    public Session newSession() {
        return new Session(this);
    }
}
