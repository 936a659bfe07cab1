package dev.glmagent.internal;

import dev.glmagent.GuardContext;
import dev.glmagent.GuardVerdict;
import dev.glmagent.chat.AgentException;
import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ContextValues;
import java.util.List;
import java.util.Optional;

/**
 * A model behind output guards. Nothing that it says gets past before it is judged, so pieces of a reply are held back.
 *
 * @param model says it
 * @param guards judge it
 * @param answerTool by whose arguments an answer of a type is given; they are judged as words are
 * @param values of the run
 */
record GuardedModel(ChatModel model, Guards guards, Optional<String> answerTool, ContextValues values)
        implements ChatModel {

    /** A guard refused a reply. */
    static final class RefusedException extends AgentException {
        private final transient ChatReply reply;

        RefusedException(ChatReply reply, String reason) {
            super(reason);
            this.reply = reply;
        }

        ChatReply reply() {
            return reply;
        }
    }

    @Override
    public ChatModel forOneRun() {
        return new GuardedModel(model.forOneRun(), guards, answerTool, values);
    }

    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        ChatReply reply = model.chat(
                request,
                new ChatContext(
                        context.streaming(),
                        event -> {
                            if (event instanceof ChatEvent.RetryScheduled) {
                                context.events().accept(event);
                            }
                        },
                        context.cancellation(),
                        context.limit()));
        GuardContext known = new GuardContext(request.messages(), values);
        AssistantMessage said = reply.message();
        String text = judged(said.text(), reply, known);
        List<ToolCall> calls = said.toolCalls().stream()
                .map(call -> answerTool.filter(call.name()::equals).isPresent()
                        ? new ToolCall(call.id(), call.name(), judged(call.arguments(), reply, known))
                        : call)
                .toList();
        if (context.streaming() && !text.isBlank()) {
            context.events().accept(new ChatEvent.TextDelta(text));
        }
        return new ChatReply(
                reply.id(),
                reply.model(),
                new AssistantMessage(text, said.reasoning(), calls),
                reply.finishReason(),
                reply.usage());
    }

    private String judged(String text, ChatReply reply, GuardContext known) {
        if (text.isBlank()) {
            return text;
        }
        GuardVerdict verdict = guards.judgeAnswer(text, known);
        if (verdict instanceof GuardVerdict.Refuse refusal) {
            throw new RefusedException(reply, refusal.reason());
        }
        return verdict instanceof GuardVerdict.Replace other ? other.text() : text;
    }
}
