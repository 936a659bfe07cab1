package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row F09 of the fault matrix: TLS that cannot be trusted is never tried again and never switched off. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path dir;

    /** A certificate made by the runtime's own keytool. */
    private KeyStore certificate(String name, String... more) throws Exception {
        Path file = dir.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-storetype",
                "PKCS12"));
        command.addAll(List.of(more));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return store;
    }

    private static KeyStore trusting(KeyStore server) throws Exception {
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("it", server.getCertificate(server.aliases().nextElement()));
        return trust;
    }

    private static FaultServer server(KeyStore certificate) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return FaultServer.startOn(
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                FaultServer.ok("ok"));
    }

    private static String ask(GlmBuilder builder, String baseUrl) {
        try (Glm glm = builder.apiKey("id.secret")
                .baseUrl(baseUrl)
                .time(new FakeTime())
                .build()) {
            return glm.chatModel("m").ask(ChatRequest.of(UserMessage.of("q"))).text();
        }
    }

    private static GlmException fail(GlmBuilder builder, String baseUrl) {
        return catchThrowableOfType(GlmException.class, () -> ask(builder, baseUrl));
    }

    @Test
    void a_certificate_that_is_trusted_is_taken() throws Exception {
        KeyStore good = certificate("good", "-ext", "san=ip:127.0.0.1");
        try (FaultServer server = server(good)) {
            assertThat(ask(Glm.builder().trustStore(trusting(good)), server.baseUrl()))
                    .isEqualTo("ok");
        }
    }

    @Test
    void an_unknown_certificate_is_named() throws Exception {
        try (FaultServer server = server(certificate("inspecting-proxy", "-ext", "san=ip:127.0.0.1"))) {
            GlmException e = fail(Glm.builder(), server.baseUrl());

            assertThat(e)
                    .isInstanceOf(GlmException.Tls.class)
                    .hasMessageContaining("certificate of CN=inspecting-proxy, issued by CN=inspecting-proxy: ")
                    .hasMessageContaining("Fix: check the clock and the trust store; if a proxy inspects TLS, add its"
                            + " certificate to it.");
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(server.received()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_another_host() throws Exception {
        KeyStore other = certificate("other", "-ext", "san=dns:other.example");
        try (FaultServer server = server(other)) {
            assertThat(fail(Glm.builder().trustStore(trusting(other)), server.baseUrl()))
                    .isInstanceOf(GlmException.Tls.class)
                    .hasMessageContaining("127.0.0.1");
        }
    }
}
