package dev.glmagent;

import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.internal.Guards;
import dev.glmagent.internal.LocalDriver;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.ApprovalPolicy;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.LoopRules;
import dev.glmagent.loop.ToolChoice;
import dev.glmagent.loop.ToolSearch;
import dev.glmagent.session.SessionStore;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Builds an {@link Agent}. Only the model is required. */
public final class AgentBuilder {

    private @Nullable ChatModel model;
    private Optional<SystemMessage> system = Optional.empty();
    private ToolChoice tools = state -> ToolRegistry.empty();
    private UnaryOperator<ToolChoice> search = UnaryOperator.identity();
    private Limits limits = Limits.DEFAULT;
    private ApprovalPolicy approvals = ApprovalPolicy.DEFAULT;
    private Optional<Approver> approver = Optional.empty();
    private final Map<String, Handoff> handoffs = new LinkedHashMap<>();
    private final List<InputGuard> inputGuards = new ArrayList<>();
    private final List<OutputGuard> outputGuards = new ArrayList<>();
    private Optional<SessionStore> sessions = Optional.empty();
    private final List<Consumer<RunEvent>> listeners = new ArrayList<>();

    private record Handoff(ToolDefinition tool, Supplier<Agent> to) {}

    AgentBuilder() {}

    /**
     * Sets the model that answers.
     *
     * @param model for example {@code Glm.fromEnvironment().chatModel("glm-4")}
     * @return this builder
     */
    public AgentBuilder model(ChatModel model) {
        this.model = model;
        return this;
    }

    /**
     * Sets the system message put before every conversation.
     *
     * @param text identity, rules or background, not blank
     * @return this builder
     */
    public AgentBuilder system(String text) {
        this.system = Optional.of(new SystemMessage(text));
        return this;
    }

    /**
     * Sets the tools the model may call. No other tool can run in this agent, whatever the model asks for.
     *
     * @param tools the tools
     * @return this builder
     */
    public AgentBuilder tools(ToolRegistry tools) {
        this.tools = state -> tools;
        return this;
    }

    /**
     * Chooses the tools anew for each step, in place of {@link #tools}.
     *
     * @param choice for example more tools once the user is known
     * @return this builder
     */
    public AgentBuilder toolsFor(ToolChoice choice) {
        this.tools = choice;
        return this;
    }

    /**
     * Offers only the tools that fit, when there are many: those whose names and descriptions fit the question best, and
     * {@code find_tools}, by which the model finds others that it can call in the next step. The model pays for every tool in
     * every request, and chooses worse among many.
     *
     * @param above so many tools are still all offered, for example 40
     * @param best so many are offered and found otherwise, for example 10
     * @return this builder
     * @throws IllegalArgumentException when {@code above} is negative or {@code best} not positive
     */
    public AgentBuilder toolSearch(int above, int best) {
        ToolSearch.check(above, best);
        this.search = choice -> new ToolSearch(choice, above, best);
        return this;
    }

    /**
     * Lets the model move the conversation to another agent, by calling a tool. The other agent goes on with the same
     * conversation under its own system message, model, tools, limits, guards and approvals, and its answer is the answer of
     * the run. Events go to this agent's listeners. What was spent counts on, so that agents that hand over to each other in
     * circles come to an end.
     *
     * @param name of the tool, for example {@code to_billing}
     * @param description when to move, in words the model can choose by
     * @param to the other agent; asked for when it is needed, so that two agents can know each other
     * @return this builder
     * @throws dev.glmagent.tool.InvalidToolException when the name or the description is none
     */
    public AgentBuilder handoff(String name, String description, Supplier<Agent> to) {
        ToolDefinition tool = ToolDefinition.builder(name)
                .description(description)
                .hints(ToolHints.READ_ONLY)
                .build(
                        "{\"type\":\"object\",\"properties\":{}}",
                        (json, context) -> "The conversation moved to you. Go on with what the user asked.");
        handoffs.put(name, new Handoff(tool, to));
        return this;
    }

    /**
     * Sets which calls may run; {@link ApprovalPolicy#DEFAULT} unless told otherwise, which asks for destructive tools.
     *
     * @param policy the policy
     * @return this builder
     */
    public AgentBuilder approvals(ApprovalPolicy policy) {
        this.approvals = policy;
        return this;
    }

    /**
     * Sets who is asked while the run waits. Without one a run that needs a human ends with
     * {@link RunOutcome.NeedsApproval}.
     *
     * @param approver asks a human
     * @return this builder
     */
    public AgentBuilder approver(Approver approver) {
        this.approver = Optional.of(approver);
        return this;
    }

    /**
     * Adds a guard that judges each question before the model sees it.
     *
     * @param guard runs after those that were added before
     * @return this builder
     */
    public AgentBuilder inputGuard(InputGuard guard) {
        inputGuards.add(guard);
        return this;
    }

    /**
     * Adds a guard that judges what the model says before anybody sees it. A stream then shows words only when they are
     * judged; see {@link OutputGuard}.
     *
     * @param guard runs after those that were added before
     * @return this builder
     */
    public AgentBuilder outputGuard(OutputGuard guard) {
        outputGuards.add(guard);
        return this;
    }

    /**
     * Sets how far a run may go; {@link Limits#DEFAULT} unless told otherwise.
     *
     * @param limits the limits
     * @return this builder
     */
    public AgentBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /**
     * Sets where the conversations of {@link Agent#session} are kept.
     *
     * @param store in memory, in files, in a database, or one of your own
     * @return this builder
     */
    public AgentBuilder sessions(SessionStore store) {
        this.sessions = Optional.of(store);
        return this;
    }

    /**
     * Adds a listener that sees every event of every run, on the thread of the run. What it throws is logged and does
     * not disturb the run.
     *
     * @param listener the listener
     * @return this builder
     */
    public AgentBuilder listener(Consumer<RunEvent> listener) {
        listeners.add(listener);
        return this;
    }

    /**
     * Builds the agent.
     *
     * @return the agent
     * @throws IllegalStateException when no model was set
     */
    public Agent build() {
        if (model == null) {
            throw new IllegalStateException(
                    "An agent needs a model. Fix: Agent.builder().model(Glm.fromEnvironment().chatModel(\"glm-4\")).");
        }
        ToolChoice searched = search.apply(tools);
        ToolChoice offered = handoffs.isEmpty()
                ? searched
                : searched.plus(ToolRegistry.of(
                        handoffs.values().stream().map(Handoff::tool).toArray()));
        AgentLoop loop =
                new AgentLoop(new LoopRules(system, offered, limits, approvals, Optional.empty(), handoffs.keySet()));
        Map<String, Supplier<LocalDriver>> others = new HashMap<>();
        handoffs.forEach(
                (name, handoff) -> others.put(name, () -> handoff.to().get().driver()));
        return new Agent(
                new LocalDriver(
                        loop,
                        model,
                        limits,
                        new Guards(inputGuards, outputGuards),
                        approver,
                        others,
                        List.copyOf(listeners)),
                sessions);
    }
}
