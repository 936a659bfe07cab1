package dev.glmagent.glm;

/** Whether the real platform can be asked. */
final class LiveKey {

    private LiveKey() {}

    static boolean isThere() {
        try {
            Glm.fromEnvironment().close();
            return true;
        } catch (GlmException.MissingKey none) {
            return false;
        }
    }
}
