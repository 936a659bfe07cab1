package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.glm.image.ImageReply;
import dev.glmagent.glm.image.ImageRequest;
import dev.glmagent.glm.image.ImageTask;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ImagesTest {

    private static final String RUNNING =
            "{\"id\":\"20260915\",\"request_id\":\"20260915\",\"task_status\":\"PROCESSING\"}";
    private static final String DONE =
            "{\"id\":\"20260915\",\"task_status\":\"SUCCESS\",\"image_result\":[{\"url\":\"https://example.invalid/2.png\"}]}";

    @Test
    void a_picture_is_made_of_words() {
        try (Platform platform =
                Platform.json("{\"created\":1708226010,\"data\":[{\"url\":\"https://example.invalid/img/1.png\"}],"
                        + "\"content_filter\":[{\"role\":\"assistant\",\"level\":3}]}")) {
            ImageReply reply = platform.glm
                    .images()
                    .generate(ImageRequest.of("cogview-3", "A red bicycle under a plane tree")
                            .withSize("1024x1024")
                            .withQuality("hd")
                            .withWatermark(true)
                            .withUserId("customer-42"));

            assertThat(reply.url()).isEqualTo("https://example.invalid/img/1.png");
            assertThat(platform.line(0)).isEqualTo("POST /v4/images/generations");
            assertThat(platform.body(0))
                    .isEqualTo("{\"model\":\"cogview-3\",\"prompt\":\"A red bicycle under a plane tree\","
                            + "\"size\":\"1024x1024\",\"quality\":\"hd\",\"watermark_enabled\":true,"
                            + "\"user_id\":\"customer-42\"}");
            assertThat(platform.server.received().get(0).body()).contains("\"request_id\":\"");
        }
    }

    @Test
    void a_picture_is_not_paid_for_twice() {
        try (Platform platform = Platform.answering(FaultServer.error(500, "1234"))) {
            assertThatThrownBy(() -> platform.glm.images().generate(ImageRequest.of("cogview-3", "a tree")))
                    .isInstanceOf(GlmException.Server.class);
            assertThat(platform.server.received()).hasSize(1);
        }
    }

    @Test
    void a_task_is_waited_for_without_holding_a_connection() {
        try (Platform platform = Platform.json(RUNNING, RUNNING, RUNNING, DONE)) {
            ImageTask task = platform.glm.images().submit(ImageRequest.of("glm-image", "a delta"));

            assertThat(task.id()).isEqualTo("20260915");
            assertThat(task.poll()).isEmpty();
            assertThat(task.await(Duration.ofMinutes(3)).url()).isEqualTo("https://example.invalid/2.png");
            assertThat(platform.line(0)).isEqualTo("POST /v4/async/images/generations");
            assertThat(platform.line(3)).isEqualTo("GET /v4/async-result/20260915");
            assertThat(platform.time.pauses()).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void a_task_that_takes_too_long_goes_on_and_one_that_failed_says_so() {
        try (Platform platform = Platform.json(RUNNING)) {
            assertThatThrownBy(() -> platform.glm.images().task("20260915").await(Duration.ofSeconds(20)))
                    .isInstanceOf(GlmException.Timeout.class)
                    .hasMessage("The task 20260915 was not finished within 20 s; the platform goes on with it."
                            + " Fix: wait longer, or ask for it later by its id.");
        }
        try (Platform platform = Platform.json("{\"id\":\"20260915\",\"task_status\":\"FAIL\"}")) {
            assertThatThrownBy(() -> platform.glm.images().task("20260915").poll())
                    .isInstanceOf(GlmException.Server.class)
                    .hasMessage("GLM failed on the picture of task 20260915. Fix: submit it again.");
        }
    }

    @Test
    void a_reply_without_a_picture_is_an_error() {
        try (Platform platform = Platform.json("{\"created\":1708226010,\"data\":[]}")) {
            assertThatThrownBy(() -> platform.glm.images().generate(ImageRequest.of("cogview-3", "a tree")))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessage("The reply holds no picture.");
        }
        assertThatThrownBy(() -> ImageRequest.of("cogview-3", " "))
                .hasMessage("There is nothing to draw. Fix: say in the prompt what to show.");
    }
}
