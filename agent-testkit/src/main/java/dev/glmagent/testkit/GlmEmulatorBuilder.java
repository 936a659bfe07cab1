package dev.glmagent.testkit;

import java.time.Clock;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link GlmEmulator}. Defaults: a free port, a fixed made-up key, the system's clock, and an
 * {@link OfflinePlanner} on that clock.
 *
 * <pre>{@code
 * GlmEmulator emulator = GlmEmulator.builder().port(8089).apiKey("id.secret").start();
 * }</pre>
 */
public final class GlmEmulatorBuilder {

    private static final Pattern KEY = Pattern.compile("[^.\\s]+\\.[^.\\s]+");

    private int port;
    private String apiKey = "emulator.0123456789abcdef";
    private Clock clock = Clock.system(ZoneId.systemDefault());
    private @Nullable Responder responder;

    GlmEmulatorBuilder() {}

    /**
     * The port.
     *
     * @param port 1 to 65535, or 0 for a free one
     * @return this
     * @throws EmulatorException when it is out of range
     */
    public GlmEmulatorBuilder port(int port) {
        if (port < 0 || port > 65535) {
            throw new EmulatorException(
                    "port " + port + " is out of range. Fix: give 1 to 65535, or 0 for a free one.", null);
        }
        this.port = port;
        return this;
    }

    /**
     * The key to accept.
     *
     * @param apiKey {@code id.secret} with exactly one dot, as clients take a key apart there
     * @return this
     * @throws EmulatorException when it is not of that form
     */
    public GlmEmulatorBuilder apiKey(String apiKey) {
        if (!KEY.matcher(apiKey).matches()) {
            throw new EmulatorException(
                    "the emulator's key is not of the form id.secret. Fix: give it exactly one dot.", null);
        }
        this.apiKey = apiKey;
        return this;
    }

    /**
     * The clock behind ids, times and the default planner's idea of today.
     *
     * @param clock with the zone to plan in
     * @return this
     */
    public GlmEmulatorBuilder clock(Clock clock) {
        this.clock = clock;
        return this;
    }

    /**
     * What answers.
     *
     * @param responder such as a {@link Script}
     * @return this
     */
    public GlmEmulatorBuilder responder(Responder responder) {
        this.responder = responder;
        return this;
    }

    /**
     * Opens the port.
     *
     * @return the running emulator
     * @throws EmulatorException when the port is in use or cannot be opened
     */
    public GlmEmulator start() {
        return new GlmEmulator(this);
    }

    int port() {
        return port;
    }

    String apiKey() {
        return apiKey;
    }

    Clock clock() {
        return clock;
    }

    Responder responder() {
        return responder != null ? responder : new OfflinePlanner(clock);
    }
}
