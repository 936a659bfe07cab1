package dev.glmagent.tools.calculator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import dev.glmagent.tools.Calls;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Exact arithmetic, and an end to everything that is none. */
class CalculatorToolTest {

    private final ToolRegistry tools = ToolRegistry.of(new CalculatorTool());

    private ToolResult calculate(String expression) {
        return Calls.call(tools, "calculate", "expression", expression);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "0.1 + 0.2 = 0.3",
                "1 - 0.9 = 0.1",
                "2 + 3 * 4 = 14",
                "(2 + 3) * 4 = 20",
                "-2 ^ 2 = -4",
                "2 ^ 3 ^ 2 = 512",
                "2 ** 10 = 1024",
                "2 ^ -1 = 0.5",
                "- - 3 = 3",
                "7 % 3 = 1",
                "-7 % 3 = -1",
                "1 / 3 = 0.3333333333333333333333333333333333",
                "10 / 4 = 2.5",
                "1.10 + 2.20 = 3.3",
                "100 * 1.00 = 100",
                "1e3 + 1 = 1001",
                "1.5E-3 = 0.0015",
                "１＋１ = 2",
                "（３×４）÷２ = 6",
                "round(19.99 * 1.13, 2) = 22.59",
                "round(2.5) = 3",
                "round(-2.5) = -3",
                "round(1234, -2) = 1200",
                "floor(-1.5) + ceil(1.2) + trunc(-1.9) = -1",
                "abs(-3) = 3",
                "min(3, 1, 2) + max(3, 1, 2) = 4",
                "sum(1, 2, 3) = 6",
                "avg(1, 2, 4) = 2.333333333333333333333333333333333",
                "sqrt(2) = 1.414213562373095048801688724209698",
                "sqrt(16) = 4",
                "pi = 3.141592653589793238462643383279503",
                "exp(1) = 2.718281828459045235360287471352662",
                "ln(2) = 0.6931471805599453094172321214581766",
                "ln(10) = 2.302585092994045684017991454684364",
                "log10(1000) = 3",
                "2 ^ 0.5 = 1.414213562373095048801688724209698",
                "1e-400 * 1e400 = 1",
                "99999999999999999999 * 99999999999999999999 = 9999999999999999999800000000000000000001",
                "2 ^ 200 = 1606938044258990275541962092341162602522202993782792835301376",
                "0 * 5 = 0"
            })
    void values(String expression, String value) {
        assertThat(calculate(expression).text()).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9^9^9^9 | the exponent is beyond 999",
                "1/0 | division by zero",
                "0^-1 | division by zero",
                "5 % 0 | division by zero",
                "sqrt(-1) | a negative number has no real square root",
                "ln(0) | only a number above 0 has a logarithm",
                "(-8)^0.5 | a negative number has no real power of 0.5",
                "1e999999999 | the value is beyond 10^999 or nearer to 0 than 10^-999",
                "10^999 * 10^999 | the value is beyond 10^999 or nearer to 0 than 10^-999",
                "exp(99999) | the value is beyond 10^999 or nearer to 0 than 10^-999",
                "1e99999999999 | \"1e99999999999\" is not a number",
                "1.2.3 | \"1.2.3\" is not a number",
                "2 3 | expected an operator or the end, found \"3\" at position 3 in: 2 3",
                "(1 + 2 | expected ), found the end in: (1 + 2",
                "1 + | expected a number, a name or (, found the end in: 1 +",
                "T(java.lang.Runtime) | \"java\" is not known; there are pi and e, and functions with parentheses",
                "__import__('os') | expected a number, a name or (, found \"_\" at position 1 in: __import__('os')",
                "${1+1} | expected a number, a name or (, found \"$\" at position 1 in: ${1+1}",
                "#{1+1} | expected a number, a name or (, found \"#\" at position 1 in: #{1+1}",
                "x + 1 | \"x\" is not known; there are pi and e, and functions with parentheses",
                "round(1, 99) | round takes a whole number of digits, -50 to 50"
            })
    void errors(String expression, String message) {
        ToolResult result = calculate(expression);

        assertThat(result.isError()).isTrue();
        assertThat(result.text()).isEqualTo(message);
    }

    static Stream<String> costly() {
        return Stream.of(
                "(".repeat(1000),
                "(".repeat(400) + "1" + ")".repeat(400),
                "-".repeat(999) + "1",
                "2^".repeat(400) + "2",
                "sqrt(".repeat(150) + "2" + ")".repeat(150),
                "1".repeat(5000),
                "1.000001^999".repeat(1) + "^999".repeat(100),
                "*1.23456789123456789^999".repeat(40).substring(1),
                "*exp(1.1)*ln(3.3)".repeat(55).substring(1),
                "1e-999*".repeat(120) + "1");
    }

    @ParameterizedTest
    @MethodSource("costly")
    void nothing_costs_much(String expression) {
        Assertions.assertTimeout(
                Duration.ofSeconds(5),
                () -> assertThat(calculate(expression).text()).hasSizeLessThan(2500));
    }

    /** Sums, products and differences of random decimals, against BigDecimal itself. */
    @Test
    void random_sums_are_exact() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            BigDecimal a = BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            BigDecimal b = BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            BigDecimal c = BigDecimal.valueOf(random.nextInt(), random.nextInt(9));
            String expression =
                    "(" + a.toPlainString() + ") * (" + b.toPlainString() + ") - (" + c.toPlainString() + ")";

            assertThat(new BigDecimal(calculate(expression).text()))
                    .as("seed %s: %s", seed, expression)
                    .isEqualByComparingTo(a.multiply(b).subtract(c));
        }
    }

    /** The series undo each other, to nearly all of the 34 digits. */
    @Test
    void logarithm_and_exponential_undo_each_other() {
        for (String x : new String[] {"0.0001", "0.7", "1", "1.5", "3", "99.5", "123456789", "1e-300", "1e300"}) {
            BigDecimal back = new BigDecimal(calculate("exp(ln(" + x + "))").text());
            BigDecimal error = back.divide(new BigDecimal(x), java.math.MathContext.DECIMAL128)
                    .subtract(BigDecimal.ONE)
                    .abs();
            assertThat(error).as(x).isLessThan(new BigDecimal("1e-29"));
        }
    }
}
