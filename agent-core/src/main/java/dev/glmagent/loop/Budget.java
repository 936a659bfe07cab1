package dev.glmagent.loop;

import dev.glmagent.chat.Usage;
import java.math.BigDecimal;
import java.util.Map;

/**
 * What a run may cost. Prices change and differ by contract, so there is no table here: give your own.
 *
 * <pre>{@code
 * Budget.of("0.05", Map.of("glm-4.6", Budget.Price.perMillion("0.6", "0.11", "2.2")));
 * }</pre>
 *
 * @param amount the most a run may cost, in the currency of the prices
 * @param prices by the model's name as replies tell it; a model that is not in it costs what the dearest does
 */
public record Budget(BigDecimal amount, Map<String, Price> prices) {

    private static final BigDecimal MILLION = new BigDecimal(1_000_000);

    /** Copies the prices. */
    public Budget {
        prices = Map.copyOf(prices);
        if (prices.isEmpty()) {
            throw new IllegalArgumentException("A budget needs the price of at least one model.");
        }
    }

    /**
     * A budget.
     *
     * @param amount as decimal text, for example {@code 0.05}
     * @param prices by model
     * @return the budget
     */
    public static Budget of(String amount, Map<String, Price> prices) {
        return new Budget(new BigDecimal(amount), prices);
    }

    /**
     * What some tokens cost.
     *
     * @param usage by model
     * @return the sum
     */
    public BigDecimal cost(Map<String, Usage> usage) {
        return usage.entrySet().stream()
                .map(entry -> cost(entry.getKey(), entry.getValue()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private BigDecimal cost(String model, Usage usage) {
        Price price = prices.get(model);
        return price != null
                ? price.of(usage)
                : prices.values().stream()
                        .map(each -> each.of(usage))
                        .max(BigDecimal::compareTo)
                        .orElseThrow();
    }

    /**
     * What a model costs, in money per million tokens.
     *
     * @param prompt of tokens read
     * @param cached of tokens read that the service had cached
     * @param completion of tokens written
     */
    public record Price(BigDecimal prompt, BigDecimal cached, BigDecimal completion) {

        /**
         * A price, as decimal texts.
         *
         * @param prompt of a million tokens read
         * @param cached of a million tokens read from the cache
         * @param completion of a million tokens written
         * @return the price
         */
        public static Price perMillion(String prompt, String cached, String completion) {
            return new Price(new BigDecimal(prompt), new BigDecimal(cached), new BigDecimal(completion));
        }

        private BigDecimal of(Usage usage) {
            return prompt.multiply(BigDecimal.valueOf(usage.promptTokens() - usage.cachedTokens()))
                    .add(cached.multiply(BigDecimal.valueOf(usage.cachedTokens())))
                    .add(completion.multiply(BigDecimal.valueOf(usage.completionTokens())))
                    .divide(MILLION);
        }
    }
}
