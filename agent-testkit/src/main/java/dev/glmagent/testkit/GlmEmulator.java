package dev.glmagent.testkit;

import java.util.List;

/**
 * A GLM platform in a box: an HTTP server on 127.0.0.1 that any GLM client can talk to. It refuses what the platform
 * refuses, with the platform's codes and texts, and lets a {@link Responder} answer the rest. Streaming is not built
 * yet: {@code "stream":true} is refused with 1212.
 *
 * <pre>{@code
 * try (GlmEmulator emulator = GlmEmulator.start(Script.of(
 *         Reply.callTool("weather", "{\"city\":\"北京\"}"), Reply.text("晴")))) {
 *     // point a client at emulator.baseUrl() with emulator.apiKey(), run it, then look at
 *     emulator.requests();
 * }
 * }</pre>
 *
 * <p>Thread-safe. Its threads are daemons: they do not keep a JVM alive.
 */
public final class GlmEmulator implements AutoCloseable {

    private final Gateway gateway;
    private final HttpFront http;
    private final String apiKey;

    GlmEmulator(GlmEmulatorBuilder builder) {
        ChatEndpoint chat = new ChatEndpoint(builder.responder(), builder.clock());
        this.apiKey = builder.apiKey();
        this.gateway = new Gateway(apiKey, builder.clock(), chat);
        this.http = HttpFront.open(builder.port(), gateway::handle);
    }

    /**
     * An emulator on a free port, answered by an {@link OfflinePlanner} that goes by the system's clock.
     *
     * @return the running emulator
     * @throws EmulatorException when no port can be opened
     */
    public static GlmEmulator start() {
        return builder().start();
    }

    /**
     * An emulator on a free port.
     *
     * @param responder what answers, such as a {@link Script}
     * @return the running emulator
     * @throws EmulatorException when no port can be opened
     */
    public static GlmEmulator start(Responder responder) {
        return builder().responder(responder).start();
    }

    /**
     * For a chosen port, key or clock.
     *
     * @return a builder with the defaults in it
     */
    public static GlmEmulatorBuilder builder() {
        return new GlmEmulatorBuilder();
    }

    /**
     * The port it listens on.
     *
     * @return 1 to 65535
     */
    public int port() {
        return http.port();
    }

    /**
     * What a client takes for the platform's base URL.
     *
     * @return such as {@code http://127.0.0.1:40123/api/paas/v4}
     */
    public String baseUrl() {
        return "http://127.0.0.1:" + port() + Gateway.BASE_PATH;
    }

    /**
     * The one key it accepts.
     *
     * @return a key in the platform's form, {@code id.secret}
     */
    public String apiKey() {
        return apiKey;
    }

    /**
     * Every request so far, refused ones too, with the credential masked.
     *
     * @return an immutable copy in order of arrival
     */
    public List<RecordedRequest> requests() {
        return gateway.requests();
    }

    /** Stops it and frees the port at once; requests being answered are cut. Closing twice does nothing. */
    @Override
    public void close() {
        http.close();
    }

    /** Names the URL, never the key. */
    @Override
    public String toString() {
        return "GlmEmulator(" + baseUrl() + ")";
    }
}
