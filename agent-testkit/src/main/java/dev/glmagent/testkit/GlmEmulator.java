package dev.glmagent.testkit;

import dev.glmagent.testkit.internal.Gateway;
import dev.glmagent.testkit.internal.Journal;
import dev.glmagent.testkit.internal.Router;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.http.HttpServer;
import dev.glmagent.testkit.internal.platform.Platform;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * A GLM platform in a box: an HTTP server on 127.0.0.1 that any GLM client can talk to. It refuses what the platform
 * refuses, with the platform's codes and texts, and lets a {@link Responder} answer the rest, whole or as a stream.
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

    private final Journal journal = new Journal();
    private final Script script;
    private final HttpServer http;
    private final String host;
    private final String apiKey;

    GlmEmulator(GlmEmulatorBuilder builder) {
        this.host = builder.host();
        this.apiKey = builder.apiKey();
        AnswerIds ids = new AnswerIds(builder.clock(), builder.profile());
        Platform platform = new Platform(ids, builder.clock(), builder.webPages(), this::origin);
        Responder responder = builder.responder();
        Responder unscripted = responder instanceof OfflinePlanner ? platform.tuned(responder) : responder;
        this.script = responder instanceof Script given ? given : Script.of();
        ChatEndpoint chat = new ChatEndpoint(new ChatEndpoint.Parts(
                call -> script.isEmpty() ? unscripted.answer(call) : script.answer(call),
                platform.models(),
                platform::ground,
                builder.profile(),
                ids,
                builder.pace(),
                journal::add));
        Router api = new Router();
        Router pages = new Router();
        platform.addTo(api, chat);
        platform.addPages(pages);
        this.http = open(builder, new Gateway(apiKey, builder.clock(), api, pages, journal));
    }

    private static HttpServer open(GlmEmulatorBuilder builder, Gateway gateway) {
        InetSocketAddress address = new InetSocketAddress(builder.host(), builder.port());
        try {
            return HttpServer.open(address, builder.readTimeout(), gateway);
        } catch (BindException e) {
            throw new EmulatorException(
                    "port " + builder.port() + " on " + builder.host()
                            + " is already in use. Fix: choose another port, or 0 for a free one.",
                    e);
        } catch (IOException e) {
            throw new EmulatorException(
                    "cannot listen on " + builder.host() + ":" + builder.port() + ": " + e.getMessage(), e);
        }
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
        return origin() + Gateway.BASE_PATH;
    }

    private String origin() {
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port();
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
     * Every request so far, refused ones too, with the credential masked; the latest 10,000 of them, or 32 million
     * characters.
     *
     * @return an immutable copy in order of arrival
     */
    public List<RecordedRequest> requests() {
        return journal.requests();
    }

    /**
     * The chat requests so far that passed the platform's checks, typed; bounded like {@link #requests}.
     *
     * @return an immutable copy in order of arrival
     */
    public List<ChatCall> chatCalls() {
        return journal.calls();
    }

    /**
     * Adds a rule. From the first one on the rules answer, not the responder that the emulator was started with.
     *
     * <pre>{@code
     * emulator.when(userSays("天气")).callTool("weather", "{\"city\":\"北京\"}").then().answer("晴");
     * }</pre>
     *
     * @param match which requests it answers
     * @return the rule, without a reply
     */
    public Rule when(Match match) {
        return script.when(match);
    }

    /**
     * Fails when a request came that no rule answered.
     *
     * @throws AssertionError with each such request and why each rule did not answer it
     */
    public void verify() {
        script.verify();
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
