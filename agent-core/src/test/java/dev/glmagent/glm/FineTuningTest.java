package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.finetune.FineTuningEvent;
import dev.glmagent.glm.finetune.FineTuningJob;
import dev.glmagent.glm.finetune.FineTuningJob.Status;
import dev.glmagent.glm.finetune.FineTuningRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FineTuningTest {

    private static String job(String status, String model) {
        return "{\"object\":\"fine_tuning.job\",\"id\":\"ftjob-1\",\"request_id\":\"ft-0001\",\"created_at\":1709110210,"
                + "\"finished_at\":null,\"model\":\"chatglm3-6b\",\"fine_tuned_model\":" + model + ",\"status\":"
                + status
                + ",\"hyperparameters\":{\"n_epochs\":3,\"batch_size\":\"auto\"},\"training_file\":\"file-1\","
                + "\"validation_file\":null,\"result_files\":[],\"trained_tokens\":null,\"error\":null}";
    }

    @Test
    void a_job_is_asked_for_with_what_the_caller_chose() {
        try (Platform platform = Platform.json(job("\"created\"", "null"))) {
            FineTuningJob job = platform.glm
                    .fineTuning()
                    .create(FineTuningRequest.of("chatglm3-6b", "file-1")
                            .withSuffix("faq_v1")
                            .withEpochs(3));

            assertThat(job)
                    .isEqualTo(new FineTuningJob(
                            "ftjob-1",
                            "chatglm3-6b",
                            "",
                            Status.CREATED,
                            Optional.of(Instant.ofEpochSecond(1709110210)),
                            Optional.empty(),
                            "file-1",
                            0,
                            Optional.empty()));
            assertThat(platform.line(0)).isEqualTo("POST /v4/fine_tuning/jobs");
            assertThat(platform.body(0))
                    .isEqualTo("{\"model\":\"chatglm3-6b\",\"training_file\":\"file-1\","
                            + "\"hyperparameters\":{\"n_epochs\":3},\"suffix\":\"faq_v1\"}");
        }
    }

    @Test
    void a_job_is_waited_for_with_its_progress_and_its_model_answers() {
        try (Platform platform = Platform.answering(
                FaultServer.json(200, job("\"pending\"", "null")),
                FaultServer.json(200, job("\"running\"", "null")),
                FaultServer.json(200, job("\"running\"", "null")),
                FaultServer.json(200, job("\"succeeded\"", "\"chatglm3-6b-1001\"")),
                FaultServer.ok("我是小智"))) {
            List<Status> seen = new ArrayList<>();

            FineTuningJob job = platform.glm
                    .fineTuning()
                    .await("ftjob-1", Duration.ofHours(6), progress -> seen.add(progress.status()));

            assertThat(seen).containsExactly(Status.PENDING, Status.RUNNING, Status.SUCCEEDED);
            assertThat(platform.time.pauses()).hasSize(3);
            assertThat(platform.glm
                            .chatModel(job.fineTunedModel())
                            .chat(ChatRequest.of(
                                    new SystemMessage("你是一个人工智能助手,你叫叫chatGLM"), UserMessage.of("你好!你叫什么名字")))
                            .message())
                    .isEqualTo(AssistantMessage.of("我是小智"));
            assertThat(platform.body(4)).startsWith("{\"model\":\"chatglm3-6b-1001\"");
        }
    }

    @Test
    void a_job_that_does_not_end_goes_on_without_us() {
        try (Platform platform = Platform.json(job("\"running\"", "null"))) {
            assertThatThrownBy(() -> platform.glm.fineTuning().await("ftjob-1", Duration.ofMinutes(10), progress -> {}))
                    .isInstanceOf(GlmException.Timeout.class)
                    .hasMessage(
                            "The fine-tuning job ftjob-1 was not finished within 10 min; the platform goes on with it."
                                    + " Fix: wait longer, or ask for it later by its id.");
        }
    }

    @Test
    void a_state_that_is_new_or_missing_is_unknown_and_no_end() {
        try (Platform platform =
                Platform.json(job("\"queued\"", "null"), job("null", "null"), "{\"id\":\"ftjob-1\"}")) {
            for (int i = 0; i < 3; i++) {
                Status status = platform.glm.fineTuning().get("ftjob-1").status();
                assertThat(status).isEqualTo(Status.UNKNOWN);
                assertThat(status.isEnd()).isFalse();
            }
        }
    }

    @Test
    void a_failed_job_says_why() {
        try (Platform platform = Platform.json("{\"id\":\"ftjob-1\",\"status\":\"failed\",\"error\":"
                + "{\"code\":\"1214\",\"message\":\"bad data\",\"param\":\"training_file\"}}")) {
            FineTuningJob job = platform.glm.fineTuning().cancel("ftjob-1");

            assertThat(job.error()).contains(new FineTuningJob.Problem("1214", "bad data", "training_file"));
            assertThat(platform.line(0)).isEqualTo("POST /v4/fine_tuning/jobs/ftjob-1/cancel");
        }
    }

    @Test
    void events_tell_how_well_it_learns() {
        try (Platform platform = Platform.json(
                "{\"object\":\"list\",\"has_more\":false,\"data\":[{\"object\":\"fine_tuning.job.event\","
                        + "\"id\":\"ftevent-1\",\"type\":\"metrics\",\"created_at\":1709110900,\"level\":\"info\","
                        + "\"message\":\"step 20/100\",\"data\":{\"epoch\":0.2,\"current_steps\":20,\"total_steps\":100,"
                        + "\"elapsed_time\":\"0:01:10\",\"remaining_time\":\"0:04:40\",\"trained_tokens\":5120,"
                        + "\"loss\":1.91,\"eval_loss\":null,\"acc\":0.55,\"eval_acc\":null,\"learning_rate\":0.0001}}]}")) {
            List<FineTuningEvent> events = new ArrayList<>();
            platform.glm.fineTuning().events("ftjob-1").forEach(events::add);

            assertThat(events).hasSize(1);
            assertThat(events.get(0).message()).isEqualTo("step 20/100");
            FineTuningEvent.Metrics metrics = events.get(0).data().orElseThrow();
            assertThat(metrics.loss()).contains(1.91);
            assertThat(metrics.evalLoss()).isEmpty();
            assertThat(metrics.totalSteps()).isEqualTo(100);
            assertThat(platform.line(0)).isEqualTo("GET /v4/fine_tuning/jobs/ftjob-1/events?limit=50");
        }
    }

    @Test
    void jobs_are_listed_and_jobs_and_models_deleted() {
        try (Platform platform = Platform.json(
                "{\"object\":\"list\",\"data\":[" + job("\"running\"", "null") + "],\"has_more\":false}",
                job("\"cancelled\"", "null"),
                "{\"request_id\":\"1\",\"model_name\":\"chatglm3-6b-1001\",\"delete_status\":\"deleting\"}")) {
            assertThat(platform.glm.fineTuning().list()).hasSize(1);
            platform.glm.fineTuning().delete("ftjob-1");
            platform.glm.fineTuning().deleteModel("chatglm3-6b-1001");

            assertThat(platform.line(1)).isEqualTo("DELETE /v4/fine_tuning/jobs/ftjob-1");
            assertThat(platform.line(2)).isEqualTo("DELETE /v4/fine_tuning/fine_tuned_models/chatglm3-6b-1001");
        }
    }

    @Test
    void what_the_platform_would_refuse_is_named_before_it_is_sent() {
        FineTuningRequest request = FineTuningRequest.of("chatglm3-6b", "file-1");
        assertThatThrownBy(() -> request.withSuffix("x".repeat(41)))
                .hasMessage("The suffix has 41 characters; the platform takes 40. Fix: shorten it.");
        assertThatThrownBy(() -> request.withEpochs(51)).hasMessage("51 epochs; the platform takes 1 to 50.");
    }
}
