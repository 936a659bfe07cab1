package dev.glmagent.tools.calculator;

import dev.glmagent.tool.ToolException;
import java.math.BigDecimal;
import java.math.MathContext;

/** Logarithm and exponential to 34 digits, by series on reduced arguments with digits to spare. */
final class Series {

    static final MathContext WORKING = new MathContext(60);

    private static final BigDecimal TWO = BigDecimal.valueOf(2);
    private static final BigDecimal TINY = BigDecimal.ONE.movePointLeft(58);

    private static final BigDecimal LN_2 = nearOne(TWO);

    private Series() {}

    static BigDecimal ln(BigDecimal x) {
        if (x.signum() <= 0) {
            throw new ToolException("only a number above 0 has a logarithm");
        }
        // x = m * 2^k with m in [0.75, 1.5]
        int twos = 0;
        BigDecimal m = x.round(WORKING);
        while (m.compareTo(new BigDecimal("1.5")) > 0) {
            m = m.divide(TWO, WORKING);
            twos++;
        }
        while (m.compareTo(new BigDecimal("0.75")) < 0) {
            m = m.multiply(TWO, WORKING);
            twos--;
        }
        return nearOne(m)
                .add(LN_2.multiply(BigDecimal.valueOf(twos), WORKING), WORKING)
                .round(MathContext.DECIMAL128);
    }

    /** 2 (y + y^3/3 + y^5/5 + …) with y = (x - 1) / (x + 1). */
    private static BigDecimal nearOne(BigDecimal x) {
        BigDecimal y = x.subtract(BigDecimal.ONE).divide(x.add(BigDecimal.ONE), WORKING);
        BigDecimal square = y.multiply(y, WORKING);
        BigDecimal power = y;
        BigDecimal sum = y;
        for (int n = 3; power.abs().compareTo(TINY) > 0; n += 2) {
            power = power.multiply(square, WORKING);
            sum = sum.add(power.divide(BigDecimal.valueOf(n), WORKING), WORKING);
        }
        return sum.multiply(TWO, WORKING);
    }

    static BigDecimal exp(BigDecimal x) {
        if (x.abs().compareTo(BigDecimal.valueOf(2300)) > 0) {
            throw new ToolException("the value is beyond 10^999 or nearer to 0 than 10^-999");
        }
        // e^x = (e^(x / 4096))^4096, squared twelve times
        BigDecimal small = x.divide(BigDecimal.valueOf(4096), WORKING);
        BigDecimal term = BigDecimal.ONE;
        BigDecimal sum = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(TINY) > 0; n++) {
            term = term.multiply(small, WORKING).divide(BigDecimal.valueOf(n), WORKING);
            sum = sum.add(term, WORKING);
        }
        for (int i = 0; i < 12; i++) {
            sum = sum.multiply(sum, WORKING);
        }
        return sum.round(MathContext.DECIMAL128);
    }
}
