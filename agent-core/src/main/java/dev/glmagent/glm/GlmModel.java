package dev.glmagent.glm;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What is known of a model of the platform. The list stands still while the platform moves: {@link Glm#models} asks it.
 *
 * @param id the name to ask it by
 * @param context how many tokens it reads and writes in all; empty when sources disagree or say nothing
 * @param maxOutput how many it writes at most; GLM refuses a larger {@code max_tokens} with code 1210
 * @param abilities what it can do
 * @param price what it costs, where a public page said so
 */
public record GlmModel(
        String id, OptionalInt context, OptionalInt maxOutput, Set<Ability> abilities, Optional<Price> price) {

    /** What a model can do. */
    public enum Ability {
        /** Calls functions. */
        TOOLS,
        /** Answers from a knowledge base. */
        RETRIEVAL,
        /** Searches the web. */
        WEB_SEARCH,
        /** Writes JSON when asked to. */
        JSON_MODE,
        /** Thinks before it answers. */
        THINKING,
        /** Streams the arguments of its calls. */
        TOOL_STREAM,
        /** Looks at pictures. */
        VISION,
        /** Plays a role. */
        ROLE_PLAY,
        /** Fills gaps in code. */
        CODE
    }

    /**
     * A price for a million tokens. Prices change: the date tells how old it is.
     *
     * @param input for tokens read
     * @param cached for tokens read that the platform still had
     * @param output for tokens written
     * @param currency ISO 4217
     * @param asOf the page it was read from and when
     */
    public record Price(BigDecimal input, BigDecimal cached, BigDecimal output, String currency, String asOf) {

        private static Price free() {
            return new Price(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, "USD", SOURCE);
        }
    }

    /** Copies the set. */
    public GlmModel {
        abilities = Set.copyOf(abilities);
    }

    private static final String SOURCE = "Z.AI price page, late 2025";

    private static final Set<Ability> TEXT =
            Set.of(Ability.TOOLS, Ability.RETRIEVAL, Ability.WEB_SEARCH, Ability.JSON_MODE);
    private static final Set<Ability> REASONING =
            Set.of(Ability.TOOLS, Ability.RETRIEVAL, Ability.WEB_SEARCH, Ability.JSON_MODE, Ability.THINKING);
    private static final Set<Ability> STREAMING = Set.of(
            Ability.TOOLS,
            Ability.RETRIEVAL,
            Ability.WEB_SEARCH,
            Ability.JSON_MODE,
            Ability.THINKING,
            Ability.TOOL_STREAM);

    private static final List<GlmModel> KNOWN = List.of(
            of("glm-3-turbo", 128_000, 4_095, TEXT),
            of("glm-4", 128_000, 4_095, TEXT),
            of("glm-4-0520", 128_000, 4_095, TEXT),
            of("glm-4-plus", 128_000, 4_095, TEXT),
            of("glm-4-air", 128_000, 4_095, TEXT),
            // 8K in 2024, 128K in the tables of 2025.
            of("glm-4-airx", 0, 4_095, TEXT),
            of("glm-4-flash", 128_000, 4_095, TEXT).at(Price.free()),
            of("glm-4-flashx", 128_000, 4_095, TEXT),
            of("glm-4-air-250414", 128_000, 16_384, TEXT),
            of("glm-4-flash-250414", 128_000, 16_384, TEXT),
            of("glm-4-flashx-250414", 128_000, 16_384, TEXT),
            of("glm-4-long", 1_000_000, 4_095, TEXT),
            of("glm-4.5", 128_000, 131_072, REASONING).at("0.6", "0.11", "2.2"),
            of("glm-4.5-x", 128_000, 98_304, REASONING).at("2.2", "0.45", "8.9"),
            of("glm-4.5-air", 128_000, 98_304, REASONING).at("0.2", "0.03", "1.1"),
            of("glm-4.5-airx", 128_000, 98_304, REASONING).at("1.1", "0.22", "4.5"),
            of("glm-4.5-flash", 128_000, 98_304, REASONING).at(Price.free()),
            of("glm-4.6", 200_000, 131_072, STREAMING).at("0.6", "0.11", "2.2"),
            of("glm-4.7", 200_000, 131_072, STREAMING),
            of("glm-4.7-flash", 200_000, 131_072, STREAMING),
            of("glm-4.7-flashx", 200_000, 131_072, STREAMING),
            of("glm-5", 200_000, 131_072, STREAMING),
            of("glm-5-turbo", 200_000, 131_072, STREAMING),
            of("glm-5.1", 200_000, 131_072, STREAMING),
            of("glm-5.2", 1_000_000, 131_072, STREAMING),
            of("glm-5.3", 1_000_000, 131_072, STREAMING),
            of("glm-4v", 0, 0, Set.of(Ability.VISION)),
            of("glm-4v-plus", 0, 0, Set.of(Ability.VISION)),
            of("glm-4v-flash", 16_000, 1_024, Set.of(Ability.VISION)),
            of("glm-4.5v", 64_000, 16_384, Set.of(Ability.VISION, Ability.THINKING))
                    .at("0.6", "0.11", "1.8"),
            of("glm-4.6v", 128_000, 32_768, Set.of(Ability.VISION, Ability.THINKING, Ability.TOOLS)),
            of("charglm-3", 8_000, 4_096, Set.of(Ability.ROLE_PLAY)),
            of("charglm-4", 8_000, 4_096, Set.of(Ability.ROLE_PLAY)),
            of("emohaa", 8_000, 4_096, Set.of(Ability.ROLE_PLAY)),
            of("codegeex-4", 128_000, 32_768, Set.of(Ability.CODE)));

    /** 0 for unknown. */
    private static GlmModel of(String id, int context, int maxOutput, Set<Ability> abilities) {
        return new GlmModel(id, known(context), known(maxOutput), abilities, Optional.empty());
    }

    private static OptionalInt known(int tokens) {
        return tokens == 0 ? OptionalInt.empty() : OptionalInt.of(tokens);
    }

    private GlmModel at(String input, String cached, String output) {
        return at(new Price(new BigDecimal(input), new BigDecimal(cached), new BigDecimal(output), "USD", SOURCE));
    }

    private GlmModel at(Price known) {
        return new GlmModel(id, context, maxOutput, abilities, Optional.of(known));
    }

    /**
     * The chat models that are known, oldest family first.
     *
     * @return the list
     */
    public static List<GlmModel> known() {
        return KNOWN;
    }

    /**
     * Looks one up.
     *
     * @param id its name; the case does not matter, because the platform itself writes {@code GLM-4.5-Flash}
     * @return empty when it is not known here
     */
    public static Optional<GlmModel> find(String id) {
        String wanted = id.toLowerCase(Locale.ROOT);
        return KNOWN.stream().filter(model -> model.id().equals(wanted)).findFirst();
    }
}
