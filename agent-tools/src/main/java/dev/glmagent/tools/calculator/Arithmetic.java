package dev.glmagent.tools.calculator;

import dev.glmagent.tool.ToolException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/** The operations, each with bounds that keep its cost small. */
final class Arithmetic {

    /** IEEE 754 decimal128, for what has no last digit. */
    private static final MathContext DIGITS = MathContext.DECIMAL128;

    private static final int MAX_EXPONENT = 999;

    /** Exact values grow with each product; beyond this no one reads them. */
    private static final int MAX_PRECISION = 2000;

    private static final Map<String, BigDecimal> CONSTANTS = Map.of(
            "pi", new BigDecimal("3.141592653589793238462643383279503"),
            "π", new BigDecimal("3.141592653589793238462643383279503"),
            "e", new BigDecimal("2.718281828459045235360287471352662"));

    private static final Map<String, UnaryOperator<BigDecimal>> OF_ONE = Map.of(
            "sqrt", Arithmetic::squareRoot,
            "abs", BigDecimal::abs,
            "floor", x -> x.setScale(0, RoundingMode.FLOOR),
            "ceil", x -> x.setScale(0, RoundingMode.CEILING),
            "trunc", x -> x.setScale(0, RoundingMode.DOWN),
            "round", x -> x.setScale(0, RoundingMode.HALF_UP),
            "ln", Series::ln,
            "exp", Series::exp,
            "log10", x -> divide(Series.ln(x), Series.ln(BigDecimal.TEN)));

    private static final Map<String, BinaryOperator<BigDecimal>> OF_MANY =
            Map.of("min", BigDecimal::min, "max", BigDecimal::max, "sum", Arithmetic::add);

    private Arithmetic() {}

    static BigDecimal add(BigDecimal a, BigDecimal b) {
        return bounded(a.add(b));
    }

    static BigDecimal multiply(BigDecimal a, BigDecimal b) {
        return bounded(a.multiply(b));
    }

    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        notZero(b);
        return bounded(a.divide(b, DIGITS));
    }

    /** With the sign of the first, as in Java: -7 % 3 is -1. */
    static BigDecimal remainder(BigDecimal a, BigDecimal b) {
        notZero(b);
        return a.remainder(b);
    }

    private static void notZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new ToolException("division by zero");
        }
    }

    static BigDecimal power(BigDecimal base, BigDecimal exponent) {
        if (exponent.abs().compareTo(BigDecimal.valueOf(MAX_EXPONENT)) > 0) {
            throw new ToolException("the exponent is beyond " + MAX_EXPONENT);
        }
        if (base.signum() == 0 && exponent.signum() < 0) {
            throw new ToolException("division by zero");
        }
        if (exponent.stripTrailingZeros().scale() > 0) {
            if (base.signum() < 0) {
                throw new ToolException("a negative number has no real power of " + exponent.toPlainString());
            }
            return base.signum() == 0
                    ? BigDecimal.ZERO
                    : Series.exp(multiply(exponent, Series.ln(base)).round(Series.WORKING));
        }
        int n = exponent.intValueExact();
        if ((long) base.precision() * Math.abs(n) > MAX_PRECISION) {
            // The exact value would have more digits than may be kept.
            return bounded(base.pow(n, DIGITS));
        }
        return n < 0 ? divide(BigDecimal.ONE, base.pow(-n)) : bounded(base.pow(n));
    }

    private static BigDecimal squareRoot(BigDecimal x) {
        if (x.signum() < 0) {
            throw new ToolException("a negative number has no real square root");
        }
        return x.sqrt(DIGITS);
    }

    static BigDecimal constant(String name) {
        BigDecimal value = CONSTANTS.get(name);
        if (value == null) {
            throw new ToolException(
                    "\"" + name + "\" is not known; there are pi and e, and functions with parentheses");
        }
        return value;
    }

    static BigDecimal call(String name, List<BigDecimal> arguments) {
        UnaryOperator<BigDecimal> ofOne = OF_ONE.get(name);
        if (ofOne != null && arguments.size() == 1) {
            return bounded(ofOne.apply(arguments.get(0)));
        }
        if (name.equals("round") && arguments.size() == 2) {
            return round(arguments.get(0), arguments.get(1));
        }
        BinaryOperator<BigDecimal> ofMany = OF_MANY.get(name);
        if (ofMany != null) {
            return arguments.stream().reduce(ofMany).orElse(BigDecimal.ZERO);
        }
        if (name.equals("avg")) {
            BigDecimal sum = arguments.stream().reduce(BigDecimal.ZERO, Arithmetic::add);
            return divide(sum, BigDecimal.valueOf(arguments.size()));
        }
        throw new ToolException("there is no function \"" + name + "\" of " + arguments.size()
                + (arguments.size() == 1 ? " value" : " values")
                + "; there are sqrt, abs, round, floor, ceil, trunc, ln, log10, exp, min, max, sum, avg");
    }

    private static BigDecimal round(BigDecimal value, BigDecimal digits) {
        if (digits.abs().compareTo(BigDecimal.valueOf(50)) > 0
                || digits.stripTrailingZeros().scale() > 0) {
            throw new ToolException("round takes a whole number of digits, -50 to 50");
        }
        return value.setScale(digits.intValueExact(), RoundingMode.HALF_UP);
    }

    /** Refuses what would cost too much to go on with. */
    static BigDecimal bounded(BigDecimal value) {
        long magnitude = (long) value.precision() - value.scale();
        if (value.signum() != 0 && Math.abs(magnitude) > MAX_EXPONENT + 1) {
            throw new ToolException(
                    "the value is beyond 10^" + MAX_EXPONENT + " or nearer to 0 than 10^-" + MAX_EXPONENT);
        }
        if (value.signum() == 0 && Math.abs((long) value.scale()) > MAX_PRECISION) {
            return new BigDecimal(BigInteger.ZERO);
        }
        return value.precision() > MAX_PRECISION ? value.round(DIGITS) : value;
    }
}
