/** Arithmetic for an agent: {@link dev.glmagent.tools.calculator.CalculatorTool} counts in decimals, exactly. */
@NullMarked
package dev.glmagent.tools.calculator;

import org.jspecify.annotations.NullMarked;
