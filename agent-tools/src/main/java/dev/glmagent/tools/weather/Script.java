package dev.glmagent.tools.weather;

/** The script of a question decides the language of what comes back. */
final class Script {

    private Script() {}

    static boolean isChinese(String text) {
        return text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN);
    }
}
