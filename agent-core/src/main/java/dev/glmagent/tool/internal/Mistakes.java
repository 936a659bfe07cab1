package dev.glmagent.tool.internal;

/**
 * The words for mistakes in tool classes that the annotation processor finds when they are compiled, and that the
 * registry finds when they are not.
 */
final class Mistakes {

    private Mistakes() {}

    static String isPrivate(String source) {
        return source + ": is private. Fix: make it public or package-private.";
    }

    static String timeout(String source, int seconds) {
        return source + ": timeoutSeconds is " + seconds + ". Fix: at least 1.";
    }

    static String readOnlyAndDestructive(String source) {
        return source + ": is both readOnly and destructive. Fix: leave one of them out.";
    }

    static String twoParameters(String source, String name) {
        return source + ": two parameters are named \"" + name + "\". Fix: @Param(name = …).";
    }

    static String contextAndParam(String where) {
        return where + ": has both @Context and @Param; a context value is not filled by the model."
                + " Fix: leave one of them out.";
    }

    static String optionalPrimitive(String where) {
        return where + ": is optional, but a primitive cannot be missing. Fix: use the boxed type, Optional, or a"
                + " defaultValue.";
    }

    static String rawOptional(String where) {
        return where + ": is a raw Optional. Fix: say what it holds, as in Optional<String>.";
    }

    static String saysNothing(String where) {
        return where + ": its type says nothing to the model. Fix: use a concrete type.";
    }

    static String badDefault(String where, String text, String type) {
        String article = "aeiouAEIOU".indexOf(type.charAt(0)) >= 0 ? "an " : "a ";
        return where + ": the default value \"" + text + "\" is not " + article + type
                + ". Fix: write it as JSON, or as plain text for text, dates and enums.";
    }

    static String spreadNotAlone(String where) {
        return where + ": is spread, so its fields are the arguments, but there are other parameters."
                + " Fix: put them into the record, or leave spread out.";
    }
}
