package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is not a proper request gets a proper answer, and the emulator lives on. */
class RobustnessTest {

    private static GlmEmulator emulator() {
        return GlmEmulator.builder()
                .readTimeout(Duration.ofMillis(500))
                .responder(call -> Reply.text("ok"))
                .start();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello\\r\\n\\r\\n                                              | 400",
                "GET http://evil/ HTTP/1.1\\r\\n\\r\\n                          | 400",
                "GET / HTTP/2.0\\r\\n\\r\\n                                     | 400",
                "GET /../../etc/passwd HTTP/1.1\\r\\n\\r\\n                     | 404",
                "GET /api/paas/v4/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\\r\\n\\r\\n | 404",
                "GET //etc/passwd HTTP/1.1\\r\\n\\r\\n                          | 404",
                "GET /a HTTP/1.1\\r\\n no-name\\r\\n\\r\\n                      | 400",
                "POST / HTTP/1.1\\r\\nContent-Length: -1\\r\\n\\r\\n            | 400",
                "POST / HTTP/1.1\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\nab | 400",
                "POST / HTTP/1.1\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | 400",
                "POST / HTTP/1.1\\r\\nContent-Length: 10\\r\\n\\r\\nslow         | 408",
            })
    void a_request_that_is_none(String request, int status) {
        try (GlmEmulator emulator = emulator();
                RawSocket socket = new RawSocket(emulator)) {
            String text = request.replace("\\r", "\r").replace("\\n", "\n");
            String reply = socket.send(status == 404 ? text.replaceFirst("\r\n", "\r\nConnection: close\r\n") : text)
                    .rest();

            assertThat(reply).startsWith("HTTP/1.1 " + status + " ").contains("application/json");
        }
    }

    @Test
    void a_line_without_an_end_is_bounded() {
        try (GlmEmulator emulator = emulator();
                RawSocket socket = new RawSocket(emulator)) {
            assertThat(socket.send("GET /" + "a".repeat(40_000)).rest()).startsWith("HTTP/1.1 431 ");
        }
    }

    @Test
    void chunked_requests_and_many_on_one_connection() {
        try (GlmEmulator emulator = emulator();
                RawSocket socket = new RawSocket(emulator)) {
            String body = Wire.question("q");
            String chunked = RawSocket.chat(emulator, "").replace("Content-Length: 0", "Transfer-Encoding: chunked")
                    + Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
            String last = RawSocket.chat(emulator, body).replaceFirst("Host", "Connection: close\r\nHost");

            assertThat(socket.send(chunked + chunked + last).rest().split("HTTP/1.1 200 OK", -1))
                    .hasSize(4);
        }
    }

    /** Seeded, so that what it finds can be found again; {@code -Dfuzz.seconds} makes it longer. */
    @Test
    void random_bytes_do_not_stop_it() {
        long seconds = Long.getLong("fuzz.seconds", 2);
        Random random = new Random(6);
        try (GlmEmulator emulator = emulator()) {
            String good = RawSocket.chat(emulator, Wire.question("q"));
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            int rounds = 0;
            while (System.nanoTime() < end) {
                StringBuilder bytes = new StringBuilder(good);
                for (int i = 0; i <= random.nextInt(8); i++) {
                    int at = random.nextInt(bytes.length());
                    switch (random.nextInt(3)) {
                        case 0 -> bytes.setCharAt(at, (char) random.nextInt(256));
                        case 1 -> bytes.delete(at, Math.min(bytes.length() - 1, at + random.nextInt(20)));
                        default -> bytes.insert(at, good, 0, random.nextInt(good.length()));
                    }
                }
                try (RawSocket socket = new RawSocket(emulator)) {
                    socket.send(bytes.toString());
                }
                rounds++;
            }
            assertThat(rounds).isPositive();
            assertThat(Wire.post(emulator, Wire.question("still there?")).body())
                    .contains("\"ok\"");
        }
    }

    @Test
    void only_this_machine_unless_told() {
        assertThatThrownBy(() -> GlmEmulator.builder().host("192.0.2.1"))
                .isInstanceOf(EmulatorException.class)
                .hasMessage("192.0.2.1 is not a loopback address, and whoever reaches the emulator can use it."
                        + " Fix: use 127.0.0.1, or reachableFromOutside(\"192.0.2.1\") if you mean it.");
    }
}
