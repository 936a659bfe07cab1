package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.glmagent.Agent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which exception comes of what the platform answers, and what it tells. */
class GlmErrorsTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private static GlmException fault(Reply reply) {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(reply));
                Glm glm = Glm.builder()
                        .apiKey(emulator.apiKey())
                        .baseUrl(emulator.baseUrl())
                        .attempts(1)
                        .build()) {
            return catchThrowableOfType(
                    GlmException.class, () -> glm.chatModel("glm-4").chat(QUESTION));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, 1000, Authentication",
        "401, 1003, Authentication",
        "403, 1220, Authentication",
        "429, 1112, Authentication",
        "429, 1113, Quota",
        "429, 1304, Quota",
        "429, 1308, Quota",
        "429, 1321, Quota",
        "429, 1302, RateLimit",
        "429, 1305, RateLimit",
        "429, 1312, RateLimit",
        "400, 1210, InvalidRequest",
        "400, 1211, InvalidRequest",
        "400, 1214, InvalidRequest",
        "400, 1261, ContextOverflow",
        "400, 1301, ContentFiltered",
        "500, 1234, Server",
        "500, 500, Server",
        "503, 9999, Server",
    })
    void the_business_code_decides_before_the_status(int status, String code, String kind) {
        GlmException e = fault(Reply.error(status, code, "说明"));

        assertThat(e.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(e.status()).isEqualTo(status);
        assertThat(e.code()).isEqualTo(code);
        assertThat(e).hasMessageContaining("HTTP " + status + ", code " + code + ": 说明");
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void every_shape_of_error_body_is_understood(int status, String body, String kind, String said) {
        GlmException e = fault(Reply.raw(status, "application/json", body));

        assertThat(e.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(e).hasMessageContaining(said);
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of(400, "{\"code\":\"1212\",\"message\":\"m\"}", "InvalidRequest", "code 1212: m"),
                Arguments.of(429, "{\"msg\":\"m\",\"code\":1302}", "RateLimit", "code 1302: m"),
                Arguments.of(429, "{\"error\":\"busy\"}", "RateLimit", "HTTP 429: busy"),
                Arguments.of(401, "", "Authentication", "HTTP 401: "),
                Arguments.of(
                        404,
                        "{\"timestamp\":\"t\",\"status\":404,\"error\":\"Not Found\",\"path\":\"/v4/x\"}",
                        "InvalidRequest",
                        "has no such API (HTTP 404: Not Found). Fix: check the base URL"),
                Arguments.of(502, "<html><body>Bad Gateway</body></html>", "Server", "HTTP 502: <html>"),
                Arguments.of(
                        200, "{\"code\":1000,\"msg\":\"身份验证失败。\",\"success\":false}", "Authentication", "code 1000"),
                Arguments.of(
                        200, "{\"error\":{\"code\":\"1301\",\"message\":\"m\"}}", "ContentFiltered", "code 1301: m"),
                Arguments.of(200, "{\"choices\":[]}", "Protocol", "it holds no choices"),
                Arguments.of(
                        200, "{\"choices\":[{\"mess", "Protocol", "its JSON is broken or cut: Unexpected end-of-input"),
                Arguments.of(200, "", "Protocol", "it holds no choices"));
    }

    @Test
    void a_login_page_with_status_200_is_no_answer() {
        GlmException e = fault(Reply.raw(200, "text/html", "<html>\n<h1>Please log in</h1>" + "x".repeat(5000)));

        assertThat(e)
                .isInstanceOf(GlmException.Protocol.class)
                .hasMessageStartingWith("Expected application/json from http://127.0.0.1:")
                .hasMessageContaining("got text/html; it begins: <html> <h1>Please log in</h1>xxx");
        assertThat(e.toString()).hasSizeLessThan(600);
    }

    @Test
    void a_redirect_is_not_followed_with_the_key() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Location", "http://elsewhere.example/v4");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        server.start();
        try (Glm glm = Glm.withKey(
                "id.secret", "http://127.0.0.1:" + server.getAddress().getPort() + "/v4")) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessageContaining(
                            "redirects to http://elsewhere.example/v4; a request that carries a key is not sent on.");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void nobody_listens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        try (Glm glm = Glm.withKey("id.secret", "http://127.0.0.1:" + port + "/api/paas/v4")) {
            RunResult result =
                    Agent.builder().model(glm.chatModel("glm-4")).build().run("q");

            assertThat(result.outcome())
                    .isInstanceOfSatisfying(
                            RunOutcome.Failed.class,
                            failed -> assertThat(failed.error())
                                    .isInstanceOf(GlmException.Connection.class)
                                    .hasMessageStartingWith("No connection to 127.0.0.1:" + port + " (")
                                    .hasMessageEndingWith(
                                            "Fix: check the network, the proxy and the base URL (http://127.0.0.1:"
                                                    + port + "/api/paas/v4)."));
        }
    }

    @Test
    void a_host_that_does_not_exist() {
        try (Glm glm = Glm.withKey("id.secret", "http://glm.invalid/api/paas/v4")) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION))
                    .isInstanceOf(GlmException.Connection.class)
                    .hasMessage("The host glm.invalid is not known here. Fix: check the network and the base URL"
                            + " (http://glm.invalid/api/paas/v4).");
        }
    }

    @Test
    void plain_http_where_tls_is_expected_is_a_tls_error() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Glm glm = Glm.withKey("id.secret", "https://127.0.0.1:" + server.getLocalPort() + "/v4")) {
            Thread plainHttp = new Thread(() -> answerInPlainHttp(server));
            plainHttp.start();
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION))
                    .isInstanceOf(GlmException.Tls.class)
                    .hasMessageStartingWith("No secure connection to 127.0.0.1:" + server.getLocalPort());
            plainHttp.join();
        }
    }

    private static void answerInPlainHttp(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.getInputStream().read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void what_is_no_url_is_told_at_once() {
        assertThatThrownBy(() -> Glm.withKey("id.secret", "open.bigmodel.cn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "\"open.bigmodel.cn\" is not a base URL. Fix: something like https://open.bigmodel.cn/api/paas/v4.");
    }

    @Test
    void credentials_in_a_base_url_are_refused_and_not_shown() {
        assertThatThrownBy(() -> Glm.withKey("id.secret", "https://user:hidden@example.org/v4"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The base URL holds a user name or password, which would show in messages. Fix: take it out; the"
                                + " key is the only credential.");
    }
}
