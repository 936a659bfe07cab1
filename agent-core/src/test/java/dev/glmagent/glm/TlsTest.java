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
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row F09 of the fault matrix: TLS that cannot be trusted is never tried again and never switched off. */
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path dir;

    /** A certificate made by the runtime's own keytool. */
    private KeyStore certificate(String name, String... more) throws Exception {
        keytool("-genkeypair", name, more);
        return load(name);
    }

    /** The command on the key and store of a name. */
    private void keytool(String command, String name, String... more) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                command,
                "-noprompt",
                "-alias",
                name,
                "-keystore",
                dir.resolve(name + ".p12").toString(),
                "-storepass",
                new String(PASSWORD),
                "-storetype",
                "PKCS12"));
        if (command.equals("-genkeypair")) {
            line.addAll(List.of("-keyalg", "EC", "-dname", "CN=" + name));
        }
        line.addAll(List.of(more));
        Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(output).isZero();
    }

    private KeyStore load(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(dir.resolve(name + ".p12"))) {
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
        return FaultServer.startOn(listener(certificate), FaultServer.ok("ok"));
    }

    private static SSLServerSocket listener(KeyStore certificate) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(certificate, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
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

    /** A certificate that is in the trust store itself is not asked for its dates, so this one has an issuer. */
    @Test
    void a_certificate_that_has_expired() throws Exception {
        KeyStore authority = certificate("authority", "-ext", "bc:c");
        certificate("late");
        String request = dir.resolve("late.csr").toString();
        String issued = dir.resolve("late.crt").toString();
        String issuer = dir.resolve("authority.crt").toString();
        keytool("-certreq", "late", "-file", request);
        keytool(
                "-gencert",
                "authority",
                "-infile",
                request,
                "-outfile",
                issued,
                "-ext",
                "san=ip:127.0.0.1",
                "-startdate",
                "-10d",
                "-validity",
                "1");
        keytool("-exportcert", "authority", "-file", issuer);
        Files.copy(dir.resolve("late.p12"), dir.resolve("issuer.p12"));
        keytool("-importcert", "issuer", "-file", issuer);
        Files.move(dir.resolve("issuer.p12"), dir.resolve("late.p12"), StandardCopyOption.REPLACE_EXISTING);
        keytool("-importcert", "late", "-file", issued);
        try (FaultServer server = server(load("late"))) {
            GlmException e = fail(Glm.builder().trustStore(trusting(authority)), server.baseUrl());

            assertThat(e)
                    .isInstanceOf(GlmException.Tls.class)
                    .hasMessageContaining("certificate of CN=late, issued by CN=authority: ")
                    .hasMessageContaining("Fix: check the clock and the trust store;");
            assertThat(e).hasRootCauseInstanceOf(CertificateExpiredException.class);
            assertThat(e.attempts()).isEqualTo(1);
        }
    }

    @Test
    void a_server_that_speaks_another_tls() throws Exception {
        KeyStore good = certificate("good", "-ext", "san=ip:127.0.0.1");
        SSLServerSocket listener = listener(good);
        listener.setEnabledProtocols(new String[] {"TLSv1.2"});
        // A cipher that clients of today do not offer.
        listener.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"});
        try (FaultServer server = FaultServer.startOn(listener, FaultServer.ok("ok"))) {
            GlmException e = fail(Glm.builder().trustStore(trusting(good)), server.baseUrl());

            assertThat(e)
                    .isInstanceOf(GlmException.Tls.class)
                    .hasMessageStartingWith("No secure connection to 127.0.0.1:")
                    .hasMessageContaining("handshake_failure");
            assertThat(e.attempts()).isEqualTo(1);
            assertThat(server.received()).isEmpty();
        }
    }
}
