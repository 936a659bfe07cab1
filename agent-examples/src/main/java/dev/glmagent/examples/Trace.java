package dev.glmagent.examples;

import dev.glmagent.RunEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Prints each step of a run on standard error, one line per thing that happened. */
final class Trace implements Consumer<RunEvent> {

    private static final int SHOWN = 600;

    private final Terminal terminal;

    Trace(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.StepStarted started) {
            line(started.step(), "request  " + describe(started.request()));
        } else if (event instanceof RunEvent.ReplyReceived received) {
            line(received.step(), "reply    " + describe(received.reply()) + ", " + millis(received.took()));
        } else if (event instanceof RunEvent.ToolStarted started) {
            line(
                    started.step(),
                    "call     " + started.call().name() + " "
                            + cut(started.call().arguments()));
        } else if (event instanceof RunEvent.ToolFinished finished) {
            String kind = finished.result().isError() ? "error    " : "result   ";
            line(finished.step(), kind + cut(finished.result().text()) + ", " + millis(finished.took()));
        } else if (event instanceof RunEvent.RunFinished finished) {
            terminal.note("[run] " + finished.result().outcome().getClass().getSimpleName() + ": "
                    + count(finished.result().modelCalls(), "model call") + ", "
                    + count(finished.result().toolCalls().size(), "tool call") + ", "
                    + finished.result()
                            .usage()
                            .map(usage -> usage.totalTokens() + " tokens, ")
                            .orElse("")
                    + millis(finished.result().took()));
        }
    }

    private void line(int step, String text) {
        terminal.note("[" + step + "] " + text);
    }

    private static String describe(ChatRequest request) {
        List<Message> messages = request.messages();
        String last =
                messages.get(messages.size() - 1) instanceof UserMessage user ? " ending in: " + cut(user.text()) : "";
        String tools = request.tools().isEmpty()
                ? ""
                : "; tools: " + request.tools().stream().map(ToolSpec::name).collect(Collectors.joining(", "));
        return messages.size() + " messages" + last + tools;
    }

    private static String describe(ChatReply reply) {
        String said = reply.message().toolCalls().isEmpty()
                ? reply.message().text().length() + " characters"
                : count(reply.message().toolCalls().size(), "tool call");
        return reply.model() + " " + reply.finishReason().value() + ", " + said
                + reply.usage()
                        .map(usage -> ", " + usage.promptTokens() + "+" + usage.completionTokens() + " tokens")
                        .orElse("");
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String cut(String text) {
        String oneLine = text.replaceAll("\\s+", " ");
        return oneLine.length() <= SHOWN
                ? oneLine
                : oneLine.substring(0, SHOWN) + "… (" + text.length() + " characters)";
    }

    private static String millis(Duration took) {
        return took.toMillis() + " ms";
    }
}
