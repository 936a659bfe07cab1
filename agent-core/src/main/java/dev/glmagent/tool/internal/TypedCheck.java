package dev.glmagent.tool.internal;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The JSON types a value may have, each with the keywords that concern it; null for a type that does not fit.
 *
 * @param object for objects
 * @param array for arrays
 * @param text for strings
 * @param number for numbers
 * @param allowsTrue whether {@code true} fits
 * @param allowsFalse whether {@code false} fits
 * @param allowsNull whether {@code null} fits
 */
record TypedCheck(
        @Nullable ObjectCheck object,
        @Nullable ArrayCheck array,
        @Nullable TextCheck text,
        @Nullable NumberCheck number,
        boolean allowsTrue,
        boolean allowsFalse,
        boolean allowsNull)
        implements StreamCheck {

    @Override
    public boolean fits(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object != null && object.fits(parser);
            case START_ARRAY -> array != null && array.fits(parser);
            case VALUE_STRING -> text != null && text.fits(parser);
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number != null && number.fits(parser);
            case VALUE_TRUE -> allowsTrue;
            case VALUE_FALSE -> allowsFalse;
            case VALUE_NULL -> allowsNull;
            default -> false;
        };
    }

    /** For the name of a property, which is a string too. */
    boolean fits(String name) {
        return text != null && text.fits(name);
    }
}
