package dev.glmagent.benchmarks;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A registry of some tools with one record parameter each, warm and, by a fork a measurement, cold. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RegistrationBenchmark {

    /** What each tool takes. */
    public record Query(@Param("What to look for") String text, int limit, List<String> fields) {}

    private static ToolRegistry register(int tools) {
        Object[] definitions = new Object[tools];
        for (int i = 0; i < tools; i++) {
            definitions[i] = ToolDefinition.builder("tool_" + i)
                    .description("Finds something in place " + i)
                    .build(Query.class, (query, context) -> query.text());
        }
        return ToolRegistry.of(definitions);
    }

    /**
     * The first in a JVM: class loading included.
     *
     * @return the registry
     */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public ToolRegistry tenTimesCold() {
        return register(10);
    }

    /**
     * The first in a JVM: class loading included.
     *
     * @return the registry
     */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @Fork(5)
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public ToolRegistry thousandTimesCold() {
        return register(1_000);
    }

    /**
     * Warm.
     *
     * @return the registry
     */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @Fork(1)
    @Warmup(iterations = 3, time = 2)
    @Measurement(iterations = 3, time = 2)
    public ToolRegistry thousandWarm() {
        return register(1_000);
    }
}
