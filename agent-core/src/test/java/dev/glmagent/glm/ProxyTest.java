package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests through a proxy on the loopback interface; it is asked for a host that exists nowhere. */
@Timeout(60)
class ProxyTest {

    private static final String TARGET = "http://glm.invalid/v4";
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString("anna:s3cret".getBytes(StandardCharsets.UTF_8));

    private static GlmBuilder client(FaultServer proxy) {
        return Glm.builder().apiKey("id.secret").time(new FakeTime()).proxy("127.0.0.1", port(proxy));
    }

    private static int port(FaultServer server) {
        return URI.create(server.baseUrl()).getPort();
    }

    private static String ask(GlmBuilder builder) {
        try (Glm glm = builder.build()) {
            return glm.chatModel("m").ask(ChatRequest.of(UserMessage.of("q"))).text();
        }
    }

    private static FaultServer.Answer wantsLogin() {
        return FaultServer.json(407, "", "Proxy-Authenticate: Basic realm=\"acme\"");
    }

    @Test
    void requests_go_through_it() {
        try (FaultServer proxy = FaultServer.start(FaultServer.ok("ok"))) {
            assertThat(ask(client(proxy).baseUrl(TARGET))).isEqualTo("ok");
            assertThat(proxy.received().get(0).head())
                    .startsWith("POST http://glm.invalid/v4/chat/completions HTTP/1.1");
            assertThat(proxy.received().get(0).header("Proxy-Authorization")).isEmpty();
        }
    }

    @Test
    void it_is_told_who_we_are_with_the_first_request() {
        try (FaultServer proxy = FaultServer.start(FaultServer.ok("ok"))) {
            assertThat(ask(client(proxy).proxyLogin("anna", "s3cret").baseUrl(TARGET)))
                    .isEqualTo("ok");
            assertThat(proxy.received()).hasSize(1);
            assertThat(proxy.received().get(0).header("Proxy-Authorization")).isEqualTo(LOGIN);
        }
    }

    @Test
    void what_is_no_proxy_is_told_nothing() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"))) {
            ask(Glm.builder().apiKey("id.secret").proxyLogin("anna", "s3cret").baseUrl(server.baseUrl()));
            assertThat(server.received().get(0).header("Proxy-Authorization")).isEmpty();
        }
    }

    @Test
    void a_login_that_is_missing_or_wrong_is_told_at_once() {
        try (FaultServer proxy = FaultServer.start(wantsLogin())) {
            assertThatThrownBy(() -> ask(client(proxy).baseUrl(TARGET)))
                    .isInstanceOf(GlmException.Connection.class)
                    .hasMessage(
                            "The proxy 127.0.0.1:" + port(proxy) + " does not let us through to glm.invalid: it wants"
                                    + " a user name and password, and there are none. Fix: GlmBuilder.proxyLogin.");
            assertThatThrownBy(
                            () -> ask(client(proxy).proxyLogin("anna", "wr0ng").baseUrl(TARGET)))
                    .isInstanceOf(GlmException.Connection.class)
                    .hasMessageContaining("it refuses the user name or password")
                    .hasMessageNotContaining("wr0ng");
            assertThat(proxy.received()).hasSize(2);
        }
    }

    @Test
    void a_tunnel_shows_the_proxy_who_we_are_and_not_the_key() {
        FaultServer.Answer tunnelThatEnds = FaultServer.Answer.of(
                connection -> connection.send("HTTP/1.1 200 Connection established\r\n\r\n"),
                FaultServer.Connection::close);
        try (FaultServer proxy = FaultServer.start(tunnelThatEnds)) {
            assertThatThrownBy(() -> ask(client(proxy)
                            .proxyLogin("anna", "s3cret")
                            .attempts(1)
                            .baseUrl("https://glm.invalid/v4")))
                    .isInstanceOf(GlmException.class)
                    .hasMessageContaining("glm.invalid:443 through the proxy 127.0.0.1:" + port(proxy));
            FaultServer.Received connect = proxy.received().get(0);
            assertThat(connect.head()).startsWith("CONNECT glm.invalid:443 HTTP/1.1");
            assertThat(connect.header("Proxy-Authorization")).isEqualTo(LOGIN);
            assertThat(connect.head()).doesNotContain("id.secret");
        }
    }

    @Test
    void a_tunnel_that_is_refused_says_so() {
        try (FaultServer proxy = FaultServer.start(wantsLogin())) {
            assertThatThrownBy(() -> ask(client(proxy).baseUrl("https://glm.invalid/v4")))
                    .isInstanceOf(GlmException.Connection.class)
                    .hasMessageContaining("it wants a user name and password, and there are none");
            assertThat(proxy.received()).hasSize(1);
        }
    }

    @Test
    void a_proxy_that_is_not_there_is_named() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        GlmBuilder builder =
                Glm.builder().apiKey("id.secret").time(new FakeTime()).baseUrl(TARGET);

        assertThat(catchThrowableOfType(GlmException.Connection.class, () -> ask(builder.proxy("127.0.0.1", port))))
                .hasMessageStartingWith("No connection to glm.invalid:80 through the proxy 127.0.0.1:" + port + " (");
        assertThat(catchThrowableOfType(GlmException.Connection.class, () -> ask(builder.proxy("proxy.invalid", 3128))))
                .hasMessage("The proxy proxy.invalid:3128 is not known here."
                        + " Fix: check the network and GlmBuilder.proxy.");
    }

    @Test
    void the_systems_proxy_counts_unless_the_host_is_this_machine() {
        try (FaultServer proxy = FaultServer.start(FaultServer.ok("by proxy"));
                FaultServer server = FaultServer.start(FaultServer.ok("directly"))) {
            Map<String, String> before = new TreeMap<>();
            Map<String, String> set = Map.of("http.proxyHost", "127.0.0.1", "http.proxyPort", "" + port(proxy));
            set.forEach((name, value) -> before.put(name, String.valueOf(System.setProperty(name, value))));
            try {
                assertThat(ask(Glm.builder().apiKey("id.secret").baseUrl(TARGET)))
                        .isEqualTo("by proxy");
                assertThat(ask(Glm.builder().apiKey("id.secret").baseUrl(server.baseUrl())))
                        .isEqualTo("directly");
            } finally {
                before.forEach((name, value) -> {
                    if (value.equals("null")) {
                        System.clearProperty(name);
                    } else {
                        System.setProperty(name, value);
                    }
                });
            }
        }
    }
}
