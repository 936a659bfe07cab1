package dev.glmagent.benchmarks;

import dev.glmagent.Agent;
import dev.glmagent.glm.Glm;
import dev.glmagent.loop.Limits;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole run: so many rounds of one tool call, then the answer; our agent with all that it does by default, and the two
 * loops of {@link HandWrittenLoops}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class LoopBenchmark {

    static final String QUESTION = "北京未来三天的天气怎么样?";
    static final String KEY = "0123456789abcdef0123456789abcdef.benchmarkbenchma";

    /** What the tool gives back. */
    public record Forecast(String city, int days, double high, double low, String words) {}

    /** The tool. */
    public static class Weather {

        /**
         * Makes a forecast up.
         *
         * @param city the city
         * @param days how many days
         * @return a forecast
         */
        @Tool(value = "Weather forecast of a city", readOnly = true)
        public Forecast forecast(@Param("City name") String city, @Param("Number of days, 1 to 16") int days) {
            return new Forecast(city, days, 9.1, -2.5, "多云转晴");
        }
    }

    /** Tool calls before the answer. */
    @org.openjdk.jmh.annotations.Param({"1", "5", "20", "200"})
    public int rounds;

    private ChatServer server;
    private Glm glm;
    private Agent agent;
    private HandWrittenLoops byHand;

    /**
     * Starts the server and its clients.
     *
     * @throws IOException when the server does not start
     */
    @Setup
    public void start() throws IOException {
        server = ChatServer.start();
        glm = Glm.withKey(KEY, server.baseUrl(rounds));
        ToolRegistry tools = ToolRegistry.of(new Weather());
        agent = Agent.builder()
                .model(glm.chatModel("glm-4"))
                .tools(tools)
                // Above the default, or 200 rounds of one call would be stopped.
                .limits(unbounded())
                .build();
        byHand = new HandWrittenLoops(server.baseUrl(rounds), tools.specs().get(0));
    }

    private static Limits unbounded() {
        return Limits.DEFAULT.withModelCalls(1_000).withToolCalls(1_000).withRepetitions(0);
    }

    /** Ends the server. */
    @TearDown
    public void stop() {
        glm.close();
        server.close();
    }

    /**
     * Our agent.
     *
     * @return the answer
     */
    @Benchmark
    public String agent() {
        return agent.run(QUESTION).text();
    }

    /**
     * What a careful user writes: trees, the whole history written anew at each step.
     *
     * @return the answer
     * @throws IOException when the server fails
     */
    @Benchmark
    public String floor() throws IOException {
        return byHand.trees(QUESTION);
    }

    /**
     * As little as the libraries allow: the request kept as bytes and only appended to, replies read without a tree.
     *
     * @return the answer
     * @throws IOException when the server fails
     */
    @Benchmark
    public String floorInc() throws IOException {
        return byHand.appending(QUESTION);
    }
}
