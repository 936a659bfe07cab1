package dev.glmagent.benchmarks;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * One call from the model's text to the result's text: ours, which parses, checks against the schema and binds, beside a
 * hand-written floor that only parses, binds and writes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ToolCallBenchmark {

    /** A small record. */
    public record Order(String id, int amount, LocalDate date) {}

    /** A record with a list of records. */
    public record Basket(String customer, List<Order> orders, boolean gift) {}

    /** A bean of fifty fields. */
    public static class Form {
        public String a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20;
        public int b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12, b13, b14, b15;
        public boolean c1, c2, c3, c4, c5;
        public double d1, d2, d3, d4, d5, d6, d7, d8, d9, d10;
    }

    /** The tools. */
    public static class Tools {

        /**
         * Takes a small record.
         *
         * @param order the order
         * @return the order
         */
        @Tool("Places an order")
        public Order place(Order order) {
            return order;
        }

        /**
         * Takes a record of ten records.
         *
         * @param basket the basket
         * @return a word
         */
        @Tool("Fills a basket")
        public String fill(Basket basket) {
            return basket.customer();
        }

        /**
         * Takes a bean of fifty fields.
         *
         * @param form the bean
         * @return a word
         */
        @Tool("Hands in a form")
        public String submit(Form form) {
            return form.a1;
        }
    }

    private static final String ORDER = "{\"id\":\"A-1\",\"amount\":3,\"date\":\"2026-11-23\"}";

    private final ToolRegistry tools = ToolRegistry.of(new Tools());
    private final ToolCall place = new ToolCall("1", "place", "{\"order\":" + ORDER + "}");
    private final ToolCall fill = new ToolCall(
            "1",
            "fill",
            "{\"basket\":{\"customer\":\"Ming\",\"orders\":[" + String.join(",", Collections.nCopies(10, ORDER))
                    + "],\"gift\":true}}");

    private final ToolCall submit = new ToolCall("1", "submit", "{\"form\":" + form() + "}");

    private final Tools byHand = new Tools();
    private final JsonMapper mapper = new JsonMapper();
    private final ObjectReader orderReader = mapper.readerFor(Order.class);
    private final ObjectReader basketReader = mapper.readerFor(Basket.class);
    private final ObjectReader formReader = mapper.readerFor(Form.class);
    private final ObjectWriter writer = mapper.writer();

    private static String form() {
        StringJoiner fields = new StringJoiner(",", "{", "}");
        IntStream.rangeClosed(1, 20).forEach(i -> fields.add("\"a" + i + "\":\"value " + i + "\""));
        IntStream.rangeClosed(1, 15).forEach(i -> fields.add("\"b" + i + "\":" + i * 1000));
        IntStream.rangeClosed(1, 5).forEach(i -> fields.add("\"c" + i + "\":true"));
        IntStream.rangeClosed(1, 10).forEach(i -> fields.add("\"d" + i + "\":" + i + ".25"));
        return fields.toString();
    }

    /**
     * Ours.
     *
     * @return the result
     */
    @Benchmark
    public ToolResult smallRecord() {
        return tools.call(place);
    }

    /**
     * The floor.
     *
     * @return the result
     */
    @Benchmark
    public String smallRecordFloor() {
        JsonNode arguments = mapper.readTree(place.arguments());
        Order order = orderReader.readValue(arguments.get("order"));
        return writer.writeValueAsString(byHand.place(order));
    }

    /**
     * Ours.
     *
     * @return the result
     */
    @Benchmark
    public ToolResult tenRecords() {
        return tools.call(fill);
    }

    /**
     * The floor.
     *
     * @return the result
     */
    @Benchmark
    public String tenRecordsFloor() {
        JsonNode arguments = mapper.readTree(fill.arguments());
        Basket basket = basketReader.readValue(arguments.get("basket"));
        return byHand.fill(basket);
    }

    /**
     * Ours.
     *
     * @return the result
     */
    @Benchmark
    public ToolResult fiftyFields() {
        return tools.call(submit);
    }

    /**
     * The floor.
     *
     * @return the result
     */
    @Benchmark
    public String fiftyFieldsFloor() {
        JsonNode arguments = mapper.readTree(submit.arguments());
        Form form = formReader.readValue(arguments.get("form"));
        return byHand.submit(form);
    }
}
