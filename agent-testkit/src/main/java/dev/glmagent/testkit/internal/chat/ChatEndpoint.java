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
import java.util.function.BiFunction;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Answers {@code POST chat/completions} once the caller is known. */
public final class ChatEndpoint {

    /**
     * What an endpoint needs.
     *
     * @param responder what answers
     * @param models which models there are
     * @param grounder what the platform's own tools find, by the request's tools and the question
     * @param profile the shapes of the answers
     * @param ids makes their ids
     * @param pace between the chunks of a stream
     * @param journal is told each request that passed the checks
     */
    public record Parts(
            Responder responder,
            ModelCatalogue models,
            BiFunction<JsonNode, String, Grounding> grounder,
            Profile profile,
            AnswerIds ids,
            Duration pace,
            Consumer<ChatCall> journal) {}

    /**
     * An answer that another endpoint makes something of.
     *
     * @param status the HTTP status
     * @param json the body; missing when it is not JSON
     * @param http the answer itself
     */
    public record Result(int status, JsonNode json, HttpReply http) {}

    private final Parts parts;
    private final ChatWriter writer;

    /** An endpoint of these parts. */
    public ChatEndpoint(Parts parts) {
        this.parts = parts;
        this.writer = new ChatWriter(parts.profile, parts.ids);
    }

    /** The answer to a request's body, for an endpoint that hands it on. */
    public Result whole(String body) {
        HttpReply reply = answer(body);
        String text =
                reply.body() instanceof HttpReply.Whole whole ? new String(whole.bytes(), StandardCharsets.UTF_8) : "";
        return new Result(reply.status(), Json.object(text).orElse(MissingNode.getInstance()), reply);
    }

    /** A text as it is streamed. */
    public List<String> pieces(String text) {
        return TextPieces.of(text);
    }

    /** The answer to a request's body. */
    public HttpReply answer(String body) {
        Optional<JsonNode> request = Json.object(body);
        if (request.isEmpty()) {
            return GlmError.notJson().toHttp();
        }
        Optional<GlmError> problem = ChatChecks.firstProblem(request.get(), parts.models);
        if (problem.isPresent()) {
            return problem.get().toHttp();
        }
        Grounding grounding = ground(request.get());
        ChatCall call = ChatCallReader.read(request.get(), body, grounding.passages());
        parts.journal.accept(call);
        Reply reply = respond(call);
        return reply instanceof Reply.Faulty faulty
                ? write(request.get(), innermost(faulty), grounding, new Quirks(all(faulty)))
                : write(request.get(), reply, grounding, Quirks.NONE);
    }

    private Grounding ground(JsonNode request) {
        JsonNode tools = request.path("tools");
        return tools.isEmpty() ? Grounding.NONE : parts.grounder.apply(tools, ChatCallReader.question(request));
    }

    private Reply respond(ChatCall call) {
        try {
            return parts.responder.answer(call);
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

    private HttpReply write(JsonNode request, Reply reply, Grounding grounding, Quirks quirks) {
        if (reply instanceof Reply.Answer answer) {
            Reply.Answer spoilt = quirks.spoil(answer);
            return request.path("stream").booleanValue(false)
                    ? stream(request, spoilt, grounding, quirks)
                    : sent(
                            HttpReply.json(
                                    200,
                                    writer.whole(request, spoilt, grounding, quirks)
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

    private HttpReply stream(JsonNode request, Reply.Answer answer, Grounding grounding, Quirks quirks) {
        List<String> events = EventLines.of(ChatStream.chunks(writer, request, answer, grounding, quirks), quirks);
        Delivery delivery = quirks.delivery(parts.pace, middleOf(events));
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
