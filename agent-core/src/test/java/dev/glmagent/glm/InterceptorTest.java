package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What stands around an attempt. */
class InterceptorTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private static String ask(FaultServer server, GlmInterceptor... interceptors) {
        GlmBuilder builder =
                Glm.builder().apiKey("id.secret-half").baseUrl(server.baseUrl()).time(new FakeTime());
        List.of(interceptors).forEach(builder::interceptor);
        try (Glm glm = builder.build()) {
            return glm.chatModel("m").ask(QUESTION).text();
        }
    }

    @Test
    void each_attempt_is_seen_and_the_first_given_is_outermost() {
        List<String> seen = new ArrayList<>();
        GlmInterceptor outer = (request, next) -> {
            GlmInterceptor.Response response = next.proceed(request.withHeader("traceparent", "t" + request.attempt()));
            seen.add(request.method() + " " + request.attempt() + " -> " + response.status());
            return response;
        };
        GlmInterceptor inner = (request, next) -> {
            seen.add("inner " + request.headers().get("traceparent"));
            assertThat(request.headers()).doesNotContainKey("Authorization");
            assertThat(request.body()).contains("\"messages\"").contains(request.requestId());
            assertThat(request.toString()).doesNotContain("messages").doesNotContain("t1");
            return next.proceed(request);
        };
        try (FaultServer server = FaultServer.start(FaultServer.error(503, ""), FaultServer.ok("ok"))) {
            assertThat(ask(server, outer, inner)).isEqualTo("ok");

            assertThat(seen).containsExactly("inner t1", "POST 1 -> 503", "inner t2", "POST 2 -> 200");
            assertThat(server.received().get(1).header("traceparent")).isEqualTo("t2");
            assertThat(server.received().get(1).header("Authorization")).isEqualTo("Bearer id.secret-half");
        }
    }

    @Test
    void a_gateways_own_authorization_takes_the_keys_place() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"))) {
            ask(server, (request, next) -> next.proceed(request.withHeader("Authorization", "Gateway 1")));

            assertThat(server.received().get(0).header("Authorization")).isEqualTo("Gateway 1");
        }
    }

    @Test
    void what_it_throws_comes_out_as_it_is_and_a_broken_line_stays_one() {
        IllegalStateException refused = new IllegalStateException("not on Sundays");
        try (FaultServer server = FaultServer.start(FaultServer.reset(), FaultServer.ok("ok"))) {
            assertThatThrownBy(() -> ask(server, (request, next) -> {
                        throw refused;
                    }))
                    .isSameAs(refused);
            assertThat(server.received()).isEmpty();
            assertThat(ask(server, (request, next) -> next.proceed(request))).isEqualTo("ok");
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void a_response_of_ones_own_is_a_mistake() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"))) {
            assertThatThrownBy(() -> ask(server, (request, next) -> new GlmInterceptor.Response(200, Map.of())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "An interceptor gave a response of its own, and there is nothing to read. Fix: return what"
                                    + " next.proceed gives, or throw.");
        }
    }
}
