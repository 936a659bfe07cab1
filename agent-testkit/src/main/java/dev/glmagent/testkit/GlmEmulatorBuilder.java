package dev.glmagent.testkit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a {@link GlmEmulator}. Defaults: a free port on 127.0.0.1, a fixed made-up key, the system's clock, an
 * {@link OfflinePlanner} on that clock, and the shapes of {@link Profile#GLM5_2026}.
 *
 * <pre>{@code
 * GlmEmulator emulator = GlmEmulator.builder().port(8089).apiKey("id.secret").start();
 * }</pre>
 */
public final class GlmEmulatorBuilder {

    private static final Pattern KEY = Pattern.compile("[^.\\s]+\\.[^.\\s]+");

    private String host = "127.0.0.1";
    private int port;
    private String apiKey = "emulator.0123456789abcdef";
    private Clock clock = Clock.system(ZoneId.systemDefault());
    private Profile profile = Profile.GLM5_2026;
    private Duration pace = Duration.ZERO;
    private Duration readTimeout = Duration.ofSeconds(30);
    private List<WebPage> webPages = WebPage.shipped();
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
     * Which years' shapes the answers have.
     *
     * @param profile the years
     * @return this
     */
    public GlmEmulatorBuilder profile(Profile profile) {
        this.profile = profile;
        return this;
    }

    /**
     * How fast streams come.
     *
     * @param pace the time between two chunks; zero, the default, sends them at once
     * @return this
     */
    public GlmEmulatorBuilder pace(Duration pace) {
        this.pace = pace;
        return this;
    }

    /**
     * How long a request may take to arrive, from its first byte to its last. A slower one gets HTTP 408.
     *
     * @param limit more than zero; 30 seconds by default
     * @return this
     */
    public GlmEmulatorBuilder readTimeout(Duration limit) {
        this.readTimeout = limit;
        return this;
    }

    /**
     * The address to listen on: this machine only, unless told otherwise by {@link #reachableFromOutside}.
     *
     * @param host a loopback address such as {@code 127.0.0.1} or {@code ::1}
     * @return this
     * @throws EmulatorException when it is not a loopback address
     */
    public GlmEmulatorBuilder host(String host) {
        try {
            if (!InetAddress.getByName(host).isLoopbackAddress()) {
                throw new EmulatorException(
                        host + " is not a loopback address, and whoever reaches the emulator can use it."
                                + " Fix: use 127.0.0.1, or reachableFromOutside(\"" + host + "\") if you mean it.",
                        null);
            }
        } catch (UnknownHostException e) {
            throw new EmulatorException("there is no host " + host + ". Fix: use 127.0.0.1.", e);
        }
        this.host = host;
        return this;
    }

    /**
     * Listens on an address that other machines reach, such as {@code 0.0.0.0} in a container.
     *
     * @param host the address
     * @return this
     */
    public GlmEmulatorBuilder reachableFromOutside(String host) {
        this.host = host;
        return this;
    }

    /**
     * The web that {@code web_search} searches.
     *
     * @param pages instead of the shipped ones
     * @return this
     */
    public GlmEmulatorBuilder webPages(WebPage... pages) {
        this.webPages = List.of(pages);
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

    String host() {
        return host;
    }

    List<WebPage> webPages() {
        return webPages;
    }

    Profile profile() {
        return profile;
    }

    Duration pace() {
        return pace;
    }

    Duration readTimeout() {
        return readTimeout;
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
