package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.ChatCall;
import dev.glmagent.testkit.Fault;
import dev.glmagent.testkit.Profile;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Responder;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.http.Delivery;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Answers {@code POST chat/completions} once the caller is known. */
public final class ChatEndpoint {

    private final Responder responder;
    private final ChatWriter writer;
    private final Duration pace;
    private final Consumer<ChatCall> journal;

    /**
     * @param responder what answers
     * @param pace between the chunks of a stream
     * @param journal is told each request that passed the checks
     */
    public ChatEndpoint(
            Responder responder, Profile profile, AnswerIds ids, Duration pace, Consumer<ChatCall> journal) {
        this.responder = responder;
        this.writer = new ChatWriter(profile, ids);
        this.pace = pace;
        this.journal = journal;
    }

    /** The answer to a request's body. */
    public HttpReply answer(String body) {
        Optional<JsonNode> request = Json.object(body);
        if (request.isEmpty()) {
            return GlmError.notJson().toHttp();
        }
        Optional<GlmError> problem = ChatChecks.firstProblem(request.get());
        if (problem.isPresent()) {
            return problem.get().toHttp();
        }
        ChatCall call = ChatCallReader.read(request.get(), body);
        journal.accept(call);
        Reply reply = respond(call);
        return reply instanceof Reply.Faulty faulty
                ? write(request.get(), innermost(faulty), new Quirks(all(faulty)))
                : write(request.get(), reply, Quirks.NONE);
    }

    private Reply respond(ChatCall call) {
        try {
            return responder.answer(call);
        } catch (RuntimeException | AssertionError e) {
            return Reply.error(500, "500", "the emulator's responder failed: " + e);
        }
    }

    private static Reply innermost(Reply.Faulty faulty) {
        return faulty.reply() instanceof Reply.Faulty inner ? innermost(inner) : faulty.reply();
    }

    private static List<Fault> all(Reply.Faulty faulty) {
        List<Fault> faults = new ArrayList<>(faulty.faults());
        if (faulty.reply() instanceof Reply.Faulty inner) {
            faults.addAll(all(inner));
        }
        return faults;
    }

    private HttpReply write(JsonNode request, Reply reply, Quirks quirks) {
        if (reply instanceof Reply.Answer answer) {
            Reply.Answer spoilt = quirks.spoil(answer);
            return request.path("stream").booleanValue(false)
                    ? stream(request, spoilt, quirks)
                    : sent(
                            HttpReply.json(
                                    200,
                                    writer.whole(request, spoilt, Grounding.NONE, quirks)
                                            .toString()),
                            quirks);
        }
        if (reply instanceof Reply.Failure failure) {
            HttpReply error = new GlmError(failure.httpStatus(), failure.code(), failure.message()).toHttp();
            for (var header : failure.headers().entrySet()) {
                error = error.withHeader(header.getKey(), header.getValue());
            }
            return sent(error, quirks);
        }
        if (reply instanceof Reply.Raw raw) {
            HttpReply any = HttpReply.text(raw.status(), raw.contentType(), raw.body());
            for (var header : raw.headers().entrySet()) {
                any = any.withHeader(header.getKey(), header.getValue());
            }
            return sent(any, quirks);
        }
        return GlmError.internal("the emulator's responder returned null").toHttp();
    }

    private HttpReply sent(HttpReply reply, Quirks quirks) {
        long half = reply.body() instanceof HttpReply.Whole whole ? whole.bytes().length / 2 : 0;
        return reply.withDelivery(quirks.delivery(Duration.ZERO, half));
    }

    private HttpReply stream(JsonNode request, Reply.Answer answer, Quirks quirks) {
        List<String> events = EventLines.of(ChatStream.chunks(writer, request, answer, Grounding.NONE, quirks), quirks);
        Delivery delivery = quirks.delivery(pace, middleOf(events));
        return HttpReply.events(events).withDelivery(delivery);
    }

    /** The middle of the middle event, counted in bytes. */
    private static long middleOf(List<String> events) {
        int middle = events.size() / 2;
        long before = 0;
        for (String event : events.subList(0, middle)) {
            before += event.getBytes(StandardCharsets.UTF_8).length;
        }
        return before + events.get(middle).getBytes(StandardCharsets.UTF_8).length / 2;
    }
}
