package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.batch.Batch;
import dev.glmagent.glm.batch.BatchFileWriter;
import dev.glmagent.glm.batch.BatchResult;
import dev.glmagent.glm.embedding.EmbeddingRequest;
import dev.glmagent.glm.file.FileInfo;
import dev.glmagent.glm.file.FilePurpose;
import dev.glmagent.glm.finetune.DatasetReport;
import dev.glmagent.glm.finetune.DatasetWriter;
import dev.glmagent.glm.finetune.FineTuningJob;
import dev.glmagent.glm.finetune.FineTuningRequest;
import dev.glmagent.glm.image.ImageRequest;
import dev.glmagent.glm.knowledge.KnowledgeRequest;
import dev.glmagent.glm.knowledge.UploadOptions;
import dev.glmagent.glm.knowledge.UploadReport;
import dev.glmagent.testkit.GlmEmulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does with the platform from beginning to end, against the emulator. */
class PlatformJourneyTest {

    @TempDir
    Path dir;

    private GlmEmulator emulator;
    private Glm glm;

    @BeforeEach
    void start() {
        emulator = GlmEmulator.start();
        glm = Glm.builder()
                .apiKey(emulator.apiKey())
                .baseUrl(emulator.baseUrl())
                .time(new FakeTime())
                .build();
    }

    @AfterEach
    void stop() {
        glm.close();
        emulator.close();
    }

    @Test
    void a_model_learns_and_answers() {
        Path path = dir.resolve("faq.jsonl");
        try (DatasetWriter data = DatasetWriter.open(path)) {
            data.add(new SystemMessage("你是一位助手。"), UserMessage.of("请列举一些健康饮食的重要原则。"), AssistantMessage.of("膳食应营养均衡。"));
        }
        DatasetReport.of(path).requireValid();
        FileInfo file = glm.files().upload(path, FilePurpose.FINE_TUNE);
        FineTuningJob begun = glm.fineTuning()
                .create(FineTuningRequest.of("chatglm3-6b", file.id()).withSuffix("faq"));
        FineTuningJob job = glm.fineTuning().await(begun.id(), Duration.ofHours(6), seen -> {});

        assertThat(job.status()).isEqualTo(FineTuningJob.Status.SUCCEEDED);
        assertThat(glm.fineTuning().events(job.id())).isNotEmpty();
        assertThat(glm.fineTuning().list()).extracting(FineTuningJob::id).containsExactly(job.id());
        assertThat(glm.chatModel(job.fineTunedModel())
                        .chat(ChatRequest.of(UserMessage.of("请列举一些健康饮食的重要原则。")))
                        .message()
                        .text())
                .isEqualTo("膳食应营养均衡。");
    }

    @Test
    void a_document_becomes_findable() throws IOException {
        Path document = Files.writeString(dir.resolve("pump.txt"), "The pump stops at 4 bar.");
        String id = glm.knowledge().create(KnowledgeRequest.of("Manuals"));
        UploadReport report = glm.knowledge().upload(id, document, UploadOptions.automatic(), sent -> {});
        glm.knowledge().awaitDocument(report.successInfos().get(0).documentId(), Duration.ofMinutes(5));

        assertThat(glm.knowledge().search(id, "When does the pump stop?", 3))
                .first()
                .satisfies(passage -> assertThat(passage.text()).contains("4 bar"));
        assertThat(glm.knowledge().list()).hasSize(1);
        assertThat(glm.knowledge().documents(id)).hasSize(1);
        assertThat(glm.knowledge().capacity().used().length()).isPositive();
        glm.knowledge().delete(id);
        assertThat(glm.knowledge().list()).isEmpty();
    }

    @Test
    void questions_are_answered_in_the_background() {
        Path path = dir.resolve("requests.jsonl");
        try (BatchFileWriter questions = BatchFileWriter.open(path, "glm-4-flash")) {
            questions.add("request-0001", ChatRequest.of(UserMessage.of("ping")));
        }
        FileInfo file = glm.files().upload(path, FilePurpose.BATCH);
        Batch batch = glm.batches().await(glm.batches().create(file.id()).id(), Duration.ofHours(24), seen -> {});

        assertThat(batch.status()).isEqualTo(Batch.Status.COMPLETED);
        List<BatchResult> results;
        try (Stream<BatchResult> answers = glm.batches().results(batch, dir.resolve("answers.jsonl"))) {
            results = answers.toList();
        }
        assertThat(results).extracting(BatchResult::customId).containsExactly("request-0001");
        assertThat(results.get(0).reply()).isPresent();
    }

    @Test
    void vectors_and_pictures() {
        assertThat(glm.embeddings()
                        .embed(EmbeddingRequest.of("embedding-3", "a", "b").withDimensions(256))
                        .embeddings())
                .hasSize(2)
                .allSatisfy(vector -> assertThat(vector.dimensions()).isEqualTo(256));
        assertThat(glm.images().generate(ImageRequest.of("cogview-3", "a tree")).url())
                .startsWith("http");
        assertThat(glm.images()
                        .submit(ImageRequest.of("glm-image", "a tree"))
                        .await(Duration.ofMinutes(3))
                        .url())
                .startsWith("http");
    }
}
