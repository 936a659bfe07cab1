package dev.glmagent.benchmarks;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.Glm;
import dev.glmagent.glm.GlmChatModel;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A streamed answer of 2,000 chunks over loopback: ours beside what a careful user writes by hand with OkHttp and Jackson,
 * a line at a time and a tree a chunk. Figures are for one chunk. The server sends bytes it made beforehand, so it adds no
 * allocation; it shares the cores.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class StreamingBenchmark {

    private static final int CHUNKS = 2_000;

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("Tell a long story."));

    private final JsonMapper mapper = new JsonMapper();
    private final OkHttpClient byHand = new OkHttpClient();
    private StreamServer server;
    private Glm glm;
    private GlmChatModel model;
    private Request request;

    /**
     * Opens server and clients.
     *
     * @throws IOException when there is no port
     */
    @Setup
    public void open() throws IOException {
        server = StreamServer.start(CHUNKS);
        glm = Glm.withKey("id.secret", server.baseUrl());
        model = glm.chatModel("glm-4");
        request = new Request.Builder()
                .url(server.baseUrl() + "/chat/completions")
                .header("Authorization", "Bearer id.secret")
                .post(RequestBody.create(
                        "{\"model\":\"glm-4\",\"messages\":[{\"role\":\"user\",\"content\":\"Tell a long story.\"}],\"stream\":true}",
                        MediaType.get("application/json")))
                .build();
    }

    /**
     * Closes them.
     *
     * @throws IOException never seen
     */
    @TearDown
    public void close() throws IOException {
        glm.close();
        server.close();
    }

    /**
     * Ours.
     *
     * @param pieces takes each event
     * @return the reply
     */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public ChatReply stream(Blackhole pieces) {
        return model.chat(QUESTION, ChatContext.streaming(pieces::consume));
    }

    /**
     * The floor.
     *
     * @param pieces takes each piece of text
     * @return the text
     * @throws IOException when the line breaks
     */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public String streamFloor(Blackhole pieces) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Response response = byHand.newCall(request).execute()) {
            BufferedSource source = response.body().source();
            for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
                if (!line.startsWith("data: ")) {
                    continue;
                }
                String data = line.substring("data: ".length());
                if (data.equals("[DONE]")) {
                    break;
                }
                JsonNode delta = mapper.readTree(data).path("choices").path(0).path("delta");
                String piece = delta.path("content").asString("");
                if (!piece.isEmpty()) {
                    text.append(piece);
                    pieces.consume(piece);
                }
            }
        }
        return text.toString();
    }
}
