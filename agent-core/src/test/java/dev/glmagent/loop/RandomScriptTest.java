package dev.glmagent.loop;

import static dev.glmagent.testing.ScriptedModel.replyOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.ApprovalPolicy.Verdict;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever a model, tools and humans do, the history stays well formed, and a stored run ends as one that was not. */
class RandomScriptTest {

    private static final int SCRIPTS = 5_000;
    private static final int STEPS = 30;

    private static final ToolRegistry TOOLS = ToolRegistry.of(
            tool("read", ToolHints.READ_ONLY), tool("write", ToolHints.NONE), tool("delete", ToolHints.DESTRUCTIVE));

    private static final ApprovalPolicy POLICY = (call, hints) ->
            call.arguments().contains("deny") ? Verdict.DENY : ApprovalPolicy.DEFAULT.judge(call, hints);

    private static ToolDefinition tool(String name, ToolHints hints) {
        return ToolDefinition.builder(name)
                .description("d")
                .hints(hints)
                .build("{\"type\":\"object\"}", (json, context) -> json);
    }

    private static AgentLoop loop(Random random) {
        Limits limits = Limits.DEFAULT
                .withModelCalls(1 + random.nextInt(STEPS))
                .withToolCalls(random.nextInt(60))
                .withCallsPerReply(1 + random.nextInt(4))
                .withRepetitions(random.nextInt(6));
        Optional<String> answerTool = random.nextInt(4) == 0 ? Optional.of("write") : Optional.empty();
        return new AgentLoop(new LoopRules(
                Optional.of(new SystemMessage("s")),
                state -> TOOLS,
                random.nextInt(4) == 0 ? limits.withTokens(15L * random.nextInt(20)) : limits,
                POLICY,
                answerTool,
                random.nextInt(4) == 0 ? Set.of("read") : Set.of()));
    }

    @Test
    void histories_stay_well_formed_and_a_stored_run_ends_the_same() {
        Set<NextStep.Reason> endings = EnumSet.noneOf(NextStep.Reason.class);
        for (int seed = 0; seed < SCRIPTS; seed++) {
            RunState straight = end(seed, false);
            RunState stored = end(seed, true);
            assertThat(stored).as("seed " + seed).isEqualTo(straight);
            endings.add(straight.finish().orElseThrow().reason());
        }
        // Otherwise the scripts are too tame to show anything.
        assertThat(endings).containsExactlyInAnyOrder(NextStep.Reason.values());
    }

    private static RunState end(int seed, boolean stored) {
        Random random = new Random(seed);
        AgentLoop loop = loop(random);
        RunState state = loop.start("run", List.of(), UserMessage.of("q"));
        int guard = random.nextInt(40);
        if (guard < 2) {
            state = guard == 0
                    ? loop.onQuestion(state, UserMessage.of("another"))
                    : loop.onQuestionRefused(state, "no");
        }
        for (int i = 0; i < 5 * STEPS; i++) {
            RunState before = state;
            NextStep step = loop.next(state);
            if (step instanceof NextStep.Finish finish) {
                // A limit of tokens ends without a reply; everything else is in the state.
                return state.finish().isPresent() ? state : state.finished(finish.reason(), finish.text(), List.of());
            }
            int luck = random.nextInt(200);
            if (luck == 2 && step instanceof NextStep.AskModel) {
                state = loop.onReplyRefused(state, reply(random), "no");
            } else if (luck == 0) {
                state = loop.onCancel(state);
            } else if (luck == 1) {
                state = loop.onTimeOver(state);
            } else if (step instanceof NextStep.AskModel) {
                state = loop.onReply(state, reply(random));
            } else if (step instanceof NextStep.RunTools run) {
                state = loop.onToolResults(state, results(run.calls(), random));
            } else if (step instanceof NextStep.AwaitApproval waiting) {
                state = loop.onDecisions(state, decisions(waiting.requests(), random));
            }
            assertThat(new ChatRequest(state.messages(), List.of()).messages())
                    .as("seed " + seed)
                    .startsWith(before.messages().toArray(new Message[0]));
            if (stored) {
                state = RunState.fromJson(state.toJson());
            }
        }
        throw new AssertionError("seed " + seed + " does not end");
    }

    private static ChatReply reply(Random random) {
        int kind = random.nextInt(40);
        FinishReason reason = switch (kind) {
            case 0 -> FinishReason.LENGTH;
            case 1 -> FinishReason.SENSITIVE;
            case 2 -> FinishReason.NETWORK_ERROR;
            case 3 -> FinishReason.CONTEXT_EXCEEDED;
            case 4, 5 -> new FinishReason("");
            default -> FinishReason.TOOL_CALLS;
        };
        if (kind > 36) {
            return replyOf(random.nextBoolean() ? "an answer\uD83D" : " ", FinishReason.STOP);
        }
        ToolCall[] calls = new ToolCall[1 + random.nextInt(5)];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = new ToolCall(
                    List.of("", "a", "b", "c" + random.nextInt(100)).get(random.nextInt(4)),
                    List.of("read", "write", "delete", "nonsense").get(random.nextInt(4)),
                    List.of("{}", "{\"x\":1}", "{\"x\":", "", "{\"deny\":true}").get(random.nextInt(5)));
        }
        return replyOf(random.nextBoolean() ? "words" : "", reason, calls);
    }

    private static List<ToolResult> results(List<ToolCall> calls, Random random) {
        List<ToolResult> results = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            results.add(
                    switch (random.nextInt(6)) {
                        case 0 -> new ToolResult.TimedOut("too late");
                        case 1 -> new ToolResult.NotRun("broken");
                        case 2 -> ToolResult.ok("answer").asAnswer();
                        default -> ToolResult.ok("same");
                    });
        }
        return results;
    }

    private static List<ApprovalDecision> decisions(List<ApprovalRequest> requests, Random random) {
        List<ApprovalDecision> decisions = new ArrayList<>();
        for (ApprovalRequest request : requests) {
            int luck = random.nextInt(3);
            if (luck > 0) {
                decisions.add(luck == 1 ? request.approve() : request.deny("no"));
            }
        }
        return decisions;
    }
}
