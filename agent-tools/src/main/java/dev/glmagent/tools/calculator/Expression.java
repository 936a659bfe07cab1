package dev.glmagent.tools.calculator;

import dev.glmagent.tool.ToolException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads an expression by recursive descent and works it out on the way.
 *
 * <pre>
 * sum     = product (("+" | "-") product)*
 * product = sign (("*" | "/" | "%") sign)*
 * sign    = ("+" | "-") sign | power
 * power   = operand ["^" sign]            so -2^2 is -4, and 2^3^2 is 2^9
 * operand = number | name | name "(" sum ("," sum)* ")" | "(" sum ")"
 * </pre>
 */
final class Expression {

    private static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    Expression(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new ToolException("the expression has " + expression.length() + " characters; at most " + MAX_LENGTH);
        }
        this.text = halfWidth(expression).replace("**", "^");
    }

    BigDecimal value() {
        BigDecimal value = sum();
        if (at < text.length()) {
            throw unexpected("an operator or the end");
        }
        return value;
    }

    /** Full-width digits and signs, as Chinese keyboards write them, and the signs of print. */
    private static String halfWidth(String expression) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            plain.append(
                    switch (c) {
                        case '×', '·' -> '*';
                        case '÷' -> '/';
                        case '−', '–' -> '-';
                        case '\u3000' -> ' ';
                        default -> c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
                    });
        }
        return plain.toString();
    }

    private BigDecimal sum() {
        enter();
        BigDecimal value = product();
        while (true) {
            if (take('+')) {
                value = Arithmetic.add(value, product());
            } else if (take('-')) {
                value = Arithmetic.add(value, product().negate());
            } else {
                depth--;
                return value;
            }
        }
    }

    private BigDecimal product() {
        BigDecimal value = sign();
        while (true) {
            if (take('*')) {
                value = Arithmetic.multiply(value, sign());
            } else if (take('/')) {
                value = Arithmetic.divide(value, sign());
            } else if (take('%')) {
                value = Arithmetic.remainder(value, sign());
            } else {
                return value;
            }
        }
    }

    private BigDecimal sign() {
        enter();
        BigDecimal value = take('-') ? sign().negate() : take('+') ? sign() : power();
        depth--;
        return value;
    }

    private BigDecimal power() {
        BigDecimal base = operand();
        return take('^') ? Arithmetic.power(base, sign()) : base;
    }

    private BigDecimal operand() {
        if (take('(')) {
            BigDecimal value = sum();
            expect(')');
            return value;
        }
        skipBlanks();
        if (at < text.length() && isDigit(text.charAt(at))) {
            return number();
        }
        String name = name();
        if (!take('(')) {
            return Arithmetic.constant(name);
        }
        List<BigDecimal> arguments = new ArrayList<>(List.of(sum()));
        while (take(',')) {
            arguments.add(sum());
        }
        expect(')');
        return Arithmetic.call(name, arguments);
    }

    private BigDecimal number() {
        int start = at;
        digits();
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            int exponent = at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (at == text.length() || !Character.isDigit(text.charAt(at))) {
                at = exponent;
            }
            digits();
        }
        try {
            return Arithmetic.bounded(new BigDecimal(text.substring(start, at)));
        } catch (NumberFormatException e) {
            throw new ToolException("\"" + text.substring(start, at) + "\" is not a number", e);
        }
    }

    private void digits() {
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return (c >= '0' && c <= '9') || c == '.';
    }

    private String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetter(text.charAt(at)) || (at > start && Character.isDigit(text.charAt(at))))) {
            at++;
        }
        if (start == at) {
            throw unexpected("a number, a name or (");
        }
        return text.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private void enter() {
        if (++depth > 2 * MAX_DEPTH) {
            throw new ToolException("the expression is nested more than " + MAX_DEPTH + " deep");
        }
    }

    private void expect(char sign) {
        if (!take(sign)) {
            throw unexpected(String.valueOf(sign));
        }
    }

    private boolean take(char sign) {
        skipBlanks();
        if (at < text.length() && text.charAt(at) == sign) {
            at++;
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ToolException unexpected(String expected) {
        String found = at < text.length() ? "\"" + text.charAt(at) + "\" at position " + (at + 1) : "the end";
        return new ToolException("expected " + expected + ", found " + found + " in: " + text);
    }
}
