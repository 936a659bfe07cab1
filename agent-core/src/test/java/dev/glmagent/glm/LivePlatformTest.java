package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.agent.AgentRequest;
import dev.glmagent.glm.assistant.AssistantApi;
import dev.glmagent.glm.assistant.AssistantReply;
import dev.glmagent.glm.assistant.AssistantRequest;
import dev.glmagent.glm.embedding.EmbeddingRequest;
import dev.glmagent.glm.file.FileInfo;
import dev.glmagent.glm.file.FilePurpose;
import dev.glmagent.glm.image.ImageRequest;
import dev.glmagent.glm.knowledge.KnowledgeRequest;
import dev.glmagent.glm.text.Verdict;
import dev.glmagent.glm.text.WebSearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** One question to each API of the real platform, with the key of the environment: {@code -Dglm.live}. */
@EnabledIfSystemProperty(
        named = "glm.live",
        matches = ".*",
        disabledReason = "asks the real platform, which costs money")
@EnabledIf(value = "dev.glmagent.glm.LiveKey#isThere", disabledReason = "no key in the environment")
class LivePlatformTest {

    @Test
    void embeddings() {
        try (Glm glm = Glm.fromEnvironment()) {
            assertThat(glm.embeddings()
                            .embed(EmbeddingRequest.of("embedding-3", "Rhine").withDimensions(256))
                            .embeddings()
                            .get(0)
                            .dimensions())
                    .isEqualTo(256);
        }
    }

    @Test
    void images() {
        try (Glm glm = Glm.fromEnvironment()) {
            assertThat(glm.images()
                            .generate(ImageRequest.of("cogview-3-flash", "A red bicycle"))
                            .url())
                    .startsWith("http");
        }
    }

    @Test
    void files(@TempDir Path dir) throws IOException {
        Path requests = Files.writeString(
                dir.resolve("requests.jsonl"),
                "{\"custom_id\":\"request-0001\",\"method\":\"POST\",\"url\":\"/v4/chat/completions\",\"body\":"
                        + "{\"model\":\"glm-4-flash\",\"messages\":[{\"role\":\"user\",\"content\":\"ping\"}]}}\n");
        try (Glm glm = Glm.fromEnvironment()) {
            FileInfo file = glm.files().upload(requests, FilePurpose.BATCH);
            assertThat(glm.files().list(FilePurpose.BATCH))
                    .extracting(FileInfo::id)
                    .contains(file.id());
            glm.files().delete(file.id());
        }
    }

    @Test
    void knowledge() {
        try (Glm glm = Glm.fromEnvironment()) {
            String id = glm.knowledge().create(KnowledgeRequest.of("glm-agent live test"));
            try {
                assertThat(glm.knowledge().documents(id)).isEmpty();
            } finally {
                glm.knowledge().delete(id);
            }
        }
    }

    @Test
    void batches() {
        try (Glm glm = Glm.fromEnvironment()) {
            assertThat(glm.batches().list())
                    .allSatisfy(batch -> assertThat(batch.id()).isNotEmpty());
        }
    }

    @Test
    void fineTuning() {
        try (Glm glm = Glm.fromEnvironment()) {
            assertThat(glm.fineTuning().list())
                    .allSatisfy(job -> assertThat(job.id()).isNotEmpty());
        }
    }

    @Test
    void texts() {
        try (Glm glm = Glm.fromEnvironment()) {
            assertThat(glm.texts().countTokens("glm-4-air", ChatRequest.of(UserMessage.of("你好"))))
                    .isPositive();
            assertThat(glm.texts().rerank("Which river?", List.of("The Rhine is a river", "Bread"), 1))
                    .singleElement()
                    .satisfies(best -> assertThat(best.index()).isZero());
            assertThat(glm.texts().moderate("Good morning").riskLevel()).isEqualTo(Verdict.Level.PASS);
            assertThat(glm.texts()
                            .searchWeb(WebSearchRequest.of("Rhine water level").withCount(3)))
                    .isNotEmpty();
        }
    }

    @Test
    void assistants() {
        try (Glm glm = Glm.fromEnvironment()) {
            AssistantReply reply =
                    glm.assistants().ask(AssistantRequest.of(AssistantApi.GENERAL, "Say hello in one word."));
            assertThat(reply.text()).isNotBlank();
            assertThat(reply.conversationId()).isNotBlank();
            assertThat(glm.assistants().list()).isNotEmpty();
        }
    }

    @Test
    void agents() {
        try (Glm glm = Glm.fromEnvironment()) {
            assertThat(glm.agents()
                            .ask(AgentRequest.of("general_translation", "Good morning")
                                    .variable("source_lang", "auto")
                                    .variable("target_lang", "zh-CN"))
                            .text())
                    .isNotBlank();
        }
    }
}
