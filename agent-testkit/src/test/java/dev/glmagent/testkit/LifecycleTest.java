package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starting, stopping, ports, the record of requests. */
class LifecycleTest {

    @Test
    void two_emulators_have_ports_of_their_own() {
        try (GlmEmulator one = GlmEmulator.start();
                GlmEmulator two = GlmEmulator.start()) {
            assertThat(one.port()).isNotEqualTo(two.port()).isPositive();
            assertThat(one.baseUrl()).isEqualTo("http://127.0.0.1:" + one.port() + "/api/paas/v4");
            assertThat(one.apiKey().chars().filter(c -> c == '.').count()).isEqualTo(1);
        }
    }

    @Test
    void a_port_in_use_is_named_with_a_fix() {
        try (GlmEmulator first = GlmEmulator.start()) {
            assertThatThrownBy(() -> GlmEmulator.builder().port(first.port()).start())
                    .isInstanceOf(EmulatorException.class)
                    .hasMessage("port " + first.port()
                            + " on 127.0.0.1 is already in use. Fix: choose another port, or 0" + " for a free one.");
        }
    }

    @Test
    void closing_frees_the_port_at_once_and_twice_is_fine() {
        GlmEmulator first = GlmEmulator.start(Script.of(Reply.text("a")));
        int port = first.port();
        Wire.post(first, Wire.question("q"));
        first.close();
        first.close();

        try (GlmEmulator second = GlmEmulator.builder()
                .port(port)
                .responder(Script.of(Reply.text("b")))
                .start()) {
            assertThat(Wire.post(second, Wire.question("q")).body()).contains("\"b\"");
        }
    }

    @Test
    void no_thread_of_its_own_keeps_the_jvm_alive() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("a")))) {
            Wire.post(emulator, Wire.question("q"));

            assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().contains("emulator")
                            || thread.getName().contains("HTTP-Dispatcher")
                            || thread.getName().contains("server-timer"))
                    .isNotEmpty()
                    .allMatch(Thread::isDaemon);
        }
    }

    @Test
    void requests_are_recorded_in_order_with_the_key_masked() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("a")))) {
            Wire.post(emulator, Wire.question("北京?"));
            Wire.send(HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/models")));

            List<RecordedRequest> requests = emulator.requests();

            assertThat(requests).extracting(RecordedRequest::method).containsExactly("POST", "GET");
            assertThat(requests)
                    .extracting(RecordedRequest::path)
                    .containsExactly("/api/paas/v4/chat/completions", "/api/paas/v4/models");
            assertThat(requests.get(0).body()).isEqualTo(Wire.question("北京?"));
            assertThat(requests.get(0).header("authorization")).contains("Bearer ***");
            assertThat(requests.toString() + emulator).doesNotContain(emulator.apiKey());
            assertThatThrownBy(requests::clear).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void requests_are_answered_side_by_side() throws InterruptedException {
        CountDownLatch both = new CountDownLatch(2);
        try (GlmEmulator emulator = GlmEmulator.start(call -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return Reply.text("met");
        })) {
            Thread other = new Thread(() -> Wire.post(emulator, Wire.question("q")));
            other.start();

            assertThat(Wire.post(emulator, Wire.question("q")).body()).contains("met");
            other.join();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65536})
    void a_port_that_does_not_exist(int port) {
        assertThatThrownBy(() -> GlmEmulator.builder().port(port))
                .isInstanceOf(EmulatorException.class)
                .hasMessage("port " + port + " is out of range. Fix: give 1 to 65535, or 0 for a free one.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key", "a.b.c", ".b", "a b.c"})
    void a_key_without_exactly_one_dot(String key) {
        assertThatThrownBy(() -> GlmEmulator.builder().apiKey(key))
                .isInstanceOf(EmulatorException.class)
                .hasMessage("the emulator's key is not of the form id.secret. Fix: give it exactly one dot.");
    }
}
