package dev.glmagent.glm;

import dev.glmagent.glm.agent.AgentApi;
import dev.glmagent.glm.assistant.AssistantApi;
import dev.glmagent.glm.batch.BatchApi;
import dev.glmagent.glm.chat.AsyncReply;
import dev.glmagent.glm.embedding.EmbeddingApi;
import dev.glmagent.glm.file.FileApi;
import dev.glmagent.glm.finetune.FineTuningApi;
import dev.glmagent.glm.image.ImageApi;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Settings;
import dev.glmagent.glm.internal.Transport;
import dev.glmagent.glm.knowledge.KnowledgeApi;
import dev.glmagent.glm.text.TextApi;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The GLM platform: one client, one key, one connection pool. Thread-safe; make one and share it.
 *
 * <pre>{@code
 * Glm glm = Glm.fromEnvironment();          // key from ZHIPUAI_API_KEY
 * ChatModel model = glm.chatModel("glm-4");
 * }</pre>
 */
public final class Glm implements AutoCloseable {

    /** The mainland platform, the default. The international one is {@code https://api.z.ai/api/paas/v4}. */
    public static final String DEFAULT_BASE_URL = "https://open.bigmodel.cn/api/paas/v4";

    private final Transport transport;
    private final Dialect dialect;

    Glm(Transport transport, Dialect dialect) {
        this.transport = transport;
        this.dialect = dialect;
    }

    /**
     * Makes a client from system properties and the environment. The key is the first of: system property
     * {@code glm.apiKey}; environment variable {@code ZHIPUAI_API_KEY}, {@code ZAI_API_KEY}, {@code GLM_API_KEY},
     * {@code ZHIPU_API_KEY}, {@code BIGMODEL_API_KEY}. The base URL is the first of: system property {@code glm.baseUrl};
     * environment variable {@code GLM_BASE_URL}, {@code ZHIPUAI_BASE_URL}, {@code ZAI_BASE_URL}; else
     * {@link #DEFAULT_BASE_URL}.
     *
     * @return the client
     * @throws GlmException.MissingKey when there is no key, saying where was looked and what to set
     */
    public static Glm fromEnvironment() {
        return from(System.getProperties(), System.getenv());
    }

    /**
     * Like {@link #fromEnvironment()}, with properties and variables of your own.
     *
     * @param properties in place of the system properties
     * @param environment in place of the environment
     * @return the client
     * @throws GlmException.MissingKey when there is no key
     */
    public static Glm from(Properties properties, Map<String, String> environment) {
        return new GlmBuilder(new Settings(properties, environment)).build();
    }

    /**
     * Makes a client with a key given in code, for the default platform.
     *
     * @param apiKey of the form {@code id.secret}
     * @return the client
     */
    public static Glm withKey(String apiKey) {
        return withKey(apiKey, DEFAULT_BASE_URL);
    }

    /**
     * Makes a client with a key given in code, for any endpoint that speaks the same protocol.
     *
     * @param apiKey the key; {@code id.secret} for GLM itself
     * @param baseUrl up to and including the version, for example {@code https://api.z.ai/api/paas/v4}
     * @return the client
     */
    public static Glm withKey(String apiKey, String baseUrl) {
        return builder().apiKey(apiKey).baseUrl(baseUrl).build();
    }

    /**
     * Makes a client with limits, a proxy or other settings of your own. What it is not told comes from where
     * {@link #fromEnvironment()} looks.
     *
     * @return a builder
     */
    public static GlmBuilder builder() {
        return new GlmBuilder(new Settings(System.getProperties(), System.getenv()));
    }

    /**
     * A chat model of the platform.
     *
     * @param name the model's id, for example {@code glm-4} or {@code glm-4-flash}
     * @return the model
     */
    public GlmChatModel chatModel(String name) {
        return new GlmChatModel(transport, dialect, name);
    }

    private record ModelList(List<ModelEntry> data) {}

    private record ModelEntry(String id) {}

    /**
     * The models that the platform names now. It leaves out old ones that still answer; {@link GlmModel#known} has them.
     *
     * @return their ids
     * @throws GlmException when the platform does not answer
     */
    public List<String> models() {
        return transport.call(ApiRequest.get("models"), Readers.json(ModelList.class)).data().stream()
                .map(ModelEntry::id)
                .toList();
    }

    /**
     * A reply that was submitted earlier, perhaps by another process.
     *
     * @param id as {@link AsyncReply#id()} told it
     * @return the task
     */
    public AsyncReply asyncReply(String id) {
        return new AsyncReply(transport, id);
    }

    /**
     * Vectors of texts.
     *
     * @return the API, which is stateless
     */
    public EmbeddingApi embeddings() {
        return new EmbeddingApi(transport);
    }

    /**
     * Pictures from words.
     *
     * @return the API, which is stateless
     */
    public ImageApi images() {
        return new ImageApi(transport);
    }

    /**
     * Files on the platform.
     *
     * @return the API, which is stateless
     */
    public FileApi files() {
        return new FileApi(transport);
    }

    /**
     * Models that learn from your conversations.
     *
     * @return the API, which is stateless
     */
    public FineTuningApi fineTuning() {
        return new FineTuningApi(transport);
    }

    /**
     * Documents that models look things up in.
     *
     * @return the API, which is stateless
     */
    public KnowledgeApi knowledge() {
        return new KnowledgeApi(transport);
    }

    /**
     * Many questions in the background.
     *
     * @return the API, which is stateless
     */
    public BatchApi batches() {
        return new BatchApi(transport);
    }

    /**
     * Web search, reranking, counting tokens, moderation.
     *
     * @return the API, which is stateless
     */
    public TextApi texts() {
        return new TextApi(transport);
    }

    /**
     * Assistants that keep the conversation and use tools of the platform.
     *
     * @return the API, which is stateless
     */
    public AssistantApi assistants() {
        return new AssistantApi(transport);
    }

    /**
     * Ready-made agents: translation, slides, receipts, videos.
     *
     * @return the API, which is stateless
     */
    public AgentApi agents() {
        return new AgentApi(transport);
    }

    /**
     * Ends the calls in flight with {@link GlmException.Cancelled} and closes the connections. Optional for a program that
     * ends: the client holds no thread that keeps it alive. Later calls throw {@link IllegalStateException}.
     */
    @Override
    public void close() {
        transport.close();
    }

    @Override
    public String toString() {
        return "Glm[" + transport.baseUrl() + "]";
    }
}
