package dev.glmagent.examples.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.glmagent.glm.Glm;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import org.junit.jupiter.api.Test;

/** The plain service as its callers see it. */
class ShopServiceTest {

    private interface Conversation {
        void with(URI service) throws Exception;
    }

    private static GlmEmulator served(Script script, Conversation conversation) throws Exception {
        try (GlmEmulator emulator = GlmEmulator.start(script);
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            HttpServer server = ShopService.start(glm, 0);
            try {
                conversation.with(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/ask"));
            } finally {
                server.stop(0);
                ((ExecutorService) server.getExecutor()).shutdown();
            }
            return emulator;
        }
    }

    private static HttpResponse<String> ask(URI service, String method, String question)
            throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(service)
                                .method(method, BodyPublishers.ofString(question))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void a_question_is_answered_with_the_stock() throws Exception {
        Script script = Script.of(Reply.callTool("count", "{\"item\":\"tea\"}"), Reply.text("还有 12 包。"));

        GlmEmulator emulator = served(script, service -> {
            HttpResponse<String> answer = ask(service, "POST", "茶叶还有几包?");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("还有 12 包。");
        });
        assertThat(emulator.requests().get(0).body()).contains("茶叶还有几包?");
        assertThat(emulator.requests().get(1).body()).contains("\"content\":\"12\"");
    }

    @Test
    void what_is_no_question_is_refused_without_a_call() throws Exception {
        GlmEmulator emulator = served(Script.of(), service -> {
            assertThat(ask(service, "POST", " ").statusCode()).isEqualTo(400);
            assertThat(ask(service, "PUT", "?").statusCode()).isEqualTo(400);
            assertThat(ask(service, "POST", "?".repeat(8_001)).body())
                    .isEqualTo("POST a question of 1 to 8000 bytes of text");
        });
        assertThat(emulator.requests()).isEmpty();
    }

    @Test
    void a_run_that_fails_tells_the_caller_nothing_of_the_inside() throws Exception {
        served(Script.of(Reply.error(401, "1002", "Authorization Token非法")), service -> {
            HttpResponse<String> answer = ask(service, "POST", "?");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).isEqualTo("no answer, please try again");
        });
    }

    @Test
    void the_example_stays_under_sixty_lines() throws IOException {
        assertThat(Files.readAllLines(Path.of("src/main/java/dev/glmagent/examples/embedded/ShopService.java")))
                .hasSizeLessThan(60);
    }
}
