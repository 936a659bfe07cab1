package dev.glmagent.tools.calculator;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import java.math.BigDecimal;

/**
 * Counts in decimals: {@code 0.1 + 0.2} is 0.3. Sums, differences, products and whole powers are exact; quotients, roots and
 * logarithms have 34 significant digits (IEEE 754 decimal128). Nothing but arithmetic can be said in it.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(new CalculatorTool());
 * }</pre>
 */
public final class CalculatorTool {

    /** A calculator has no settings. */
    public CalculatorTool() {}

    /**
     * Works an expression out.
     *
     * @param expression for example {@code (12.5 * 3 - 4) / 2}
     * @return the value
     */
    @Tool(
            name = "calculate",
            readOnly = true,
            value =
                    "Work out an arithmetic expression exactly: + - * / % ^ and parentheses, sqrt, abs, round(x, digits), floor,"
                            + " ceil, min, max, sum, avg, ln, log10, exp, pi, e. Use it for every calculation."
                            + " 精确计算算术表达式")
    public String calculate(
            @Param(value = "Expression, for example (12.5 * 3 - 4) / 2 算式", example = "round(19.99 * 1.13, 2)")
                    String expression) {
        return text(new Expression(expression).value());
    }

    /** As people write it: no trailing zeros, an exponent only where digits alone would be long. */
    private static String text(BigDecimal value) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        boolean isLong = plain.precision() - plain.scale() > 60 || plain.scale() > 60;
        return isLong ? plain.toString() : plain.toPlainString();
    }
}
