package dev.glmagent.benchmarks;

import dev.glmagent.Agent;
import dev.glmagent.RunRequest;
import dev.glmagent.RunResult;
import dev.glmagent.glm.Glm;
import dev.glmagent.testkit.ChatCall;
import dev.glmagent.testkit.Fault;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Many runs at once, each of three tool rounds, against the emulator in a process of its own that thinks for 50 ms: four
 * replies, so 200 ms is the ideal. Prints time, platform threads and heap of the client's process.
 *
 * <pre>{@code agent-benchmarks/run-main ManyRuns 1000}</pre>
 */
public final class ManyRuns {

    private static final Duration THINK = Duration.ofMillis(50);
    private static final int ROUNDS = 3;
    private static final int SAMPLES = 5;

    private ManyRuns() {}

    /** The one tool. */
    public static final class Echo {
        /**
         * Gives back what it gets.
         *
         * @param text anything
         * @return the same
         */
        @Tool("Echoes")
        public String echo(String text) {
            return text;
        }
    }

    /**
     * Measures, or, in a process of its own, serves.
     *
     * @param args how many runs, 1,000 when left out; {@code serve} serves
     * @throws Exception when anything fails
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 1 && args[0].equals("serve")) {
            serve();
            return;
        }
        int runs = args.length == 0 ? 1_000 : Integer.parseInt(args[0]);
        Process server = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyRuns.class.getName(),
                        "serve")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
            String[] address = String.valueOf(out.readLine()).split(" ");
            try (Glm glm = Glm.withKey(address[1], address[0])) {
                measure(glm, runs);
            }
        } finally {
            server.destroy();
        }
    }

    private static void serve() throws IOException {
        try (GlmEmulator emulator = GlmEmulator.start(ManyRuns::answer)) {
            System.out.println(emulator.baseUrl() + " " + emulator.apiKey());
            while (System.in.read() != -1) {
                // until the other process ends
            }
        }
    }

    private static Reply answer(ChatCall call) {
        long rounds = call.messages().stream()
                .filter(message -> message.role().equals("tool"))
                .count();
        Reply reply = rounds < ROUNDS
                ? Reply.callTool("echo", "{\"text\":\"" + call.lastUserText() + " " + rounds + "\"}")
                : Reply.text(call.lastUserText());
        return reply.with(Fault.delayHeaders(THINK));
    }

    private static void measure(Glm glm, int runs) throws Exception {
        Agent agent = Agent.builder()
                .model(glm.chatModel("glm-4"))
                .tools(ToolRegistry.of(new Echo()))
                .build();
        System.out.println("| java | runs | ms | ideal | platform threads | heap peak MB |\n|---|---:|---:|---:|---:|---:|");
        for (int sample = 0; sample < SAMPLES; sample++) {
            System.gc(); // the peak is to be this sample's
            ManagementFactory.getThreadMXBean().resetPeakThreadCount();
            heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
            long before = System.nanoTime();
            List<CompletableFuture<RunResult>> running = new ArrayList<>();
            for (int i = 0; i < runs; i++) {
                running.add(agent.runAsync(RunRequest.of("run " + i)));
            }
            for (int i = 0; i < runs; i++) {
                if (!running.get(i).get(5, TimeUnit.MINUTES).text().equals("run " + i)) {
                    throw new IllegalStateException("run " + i + " got another run's answer");
                }
            }
            long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
            long heap = heapPools().stream()
                    .mapToLong(pool -> pool.getPeakUsage().getUsed())
                    .sum();
            System.out.printf(
                    "| %s | %d | %d | %d | %d | %d |%n",
                    System.getProperty("java.version"),
                    runs,
                    took,
                    (ROUNDS + 1) * THINK.toMillis(),
                    ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                    heap >> 20);
        }
    }

    private static List<MemoryPoolMXBean> heapPools() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
