package dev.glmagent.glm;

import ai.z.openapi.ZhipuAiClient;
import ai.z.openapi.service.agents.AgentContent;
import ai.z.openapi.service.agents.AgentMessage;
import ai.z.openapi.service.agents.AgentsCompletionRequest;
import ai.z.openapi.service.assistant.AssistantAttachments;
import ai.z.openapi.service.assistant.AssistantConversationMessage;
import ai.z.openapi.service.assistant.AssistantExtraParameters;
import ai.z.openapi.service.assistant.AssistantMessageTextContent;
import ai.z.openapi.service.assistant.AssistantParameters;
import ai.z.openapi.service.assistant.AssistantTranslateParameters;
import ai.z.openapi.service.embedding.EmbeddingCreateParams;
import ai.z.openapi.service.image.CreateImageRequest;
import ai.z.openapi.service.model.ChatCompletionCreateParams;
import ai.z.openapi.service.model.ChatCompletionResponse;
import ai.z.openapi.service.model.ChatFunction;
import ai.z.openapi.service.model.ChatFunctionCall;
import ai.z.openapi.service.model.ChatMessage;
import ai.z.openapi.service.model.ChatMeta;
import ai.z.openapi.service.model.ChatThinking;
import ai.z.openapi.service.model.ChatTool;
import ai.z.openapi.service.model.ImageUrl;
import ai.z.openapi.service.model.MessageContent;
import ai.z.openapi.service.model.ResponseFormat;
import ai.z.openapi.service.model.Retrieval;
import ai.z.openapi.service.model.SensitiveWordCheckRequest;
import ai.z.openapi.service.model.ToolCalls;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/**
 * What a user of the official SDK writes for the conversations of {@link OfficialSdkTest}. Loaded by a class loader of its
 * own, so only what every class loader shares goes in and out.
 */
public final class OfficialSdk {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OfficialSdk() {}

    /** Sends the request of a conversation. */
    public static void send(String conversation, String apiKey, String baseUrl, String schema, String template)
            throws Exception {
        // The SDK appends its paths to the base URL as it is.
        ZhipuAiClient client =
                ZhipuAiClient.builder().apiKey(apiKey).baseUrl(baseUrl + "/").build();
        try {
            switch (conversation) {
                case "options" -> chat(client, options());
                case "tools" -> chat(client, tools(schema, template));
                case "stream" -> chat(client, stream());
                case "vision" -> chat(client, vision());
                case "later" -> client.chat().asyncChatCompletion(later());
                case "embeddings" -> client.embeddings().createEmbeddings(embeddings());
                case "image" -> client.images().createImage(image());
                case "assistant" ->
                    client.assistants()
                            .assistantCompletionStream(assistant())
                            .getFlowable()
                            .blockingSubscribe();
                case "agent" -> client.agents().createAgentCompletion(agent());
                default -> throw new IllegalArgumentException(conversation);
            }
        } finally {
            client.close();
        }
    }

    private static void chat(ZhipuAiClient client, ChatCompletionCreateParams params) {
        ChatCompletionResponse response = client.chat().createChatCompletion(params);
        if (response.getFlowable() != null) {
            response.getFlowable().blockingSubscribe();
        }
    }

    private static ChatCompletionCreateParams options() {
        return ChatCompletionCreateParams.builder()
                .model("glm-4")
                .messages(List.of(new ChatMessage("system", "简短"), new ChatMessage("user", "北京?")))
                .requestId("order-7f3a-0001")
                .userId("customer-42")
                .doSample(false)
                .temperature(0.75f)
                .topP(0.5f)
                .maxTokens(256)
                .stop(List.of("END"))
                .responseFormat(ResponseFormat.builder().type("json_object").build())
                .thinking(ChatThinking.builder().type("disabled").build())
                .sensitiveWordCheck(SensitiveWordCheckRequest.builder()
                        .type("ALL")
                        .status("ENABLE")
                        .build())
                .watermarkEnabled(true)
                .meta(ChatMeta.builder()
                        .userName("Ling")
                        .userInfo("a nurse")
                        .botName("Bao")
                        .botInfo("a keeper")
                        .build())
                .build();
    }

    private static ChatCompletionCreateParams tools(String schema, String template) throws Exception {
        return ChatCompletionCreateParams.builder()
                .model("glm-4")
                .requestId("order-7f3a-0002")
                .messages(List.of(
                        new ChatMessage("user", "weather?"),
                        ChatMessage.builder()
                                .role("assistant")
                                .content("")
                                .reasoningContent("I look")
                                .toolCalls(List.of(ToolCalls.builder()
                                        .id("call_1")
                                        .type("function")
                                        .function(ChatFunctionCall.builder()
                                                .name("weather")
                                                .arguments(JSON.readTree("\"{\\\"city\\\":\\\"Cologne\\\"}\""))
                                                .build())
                                        .build()))
                                .build(),
                        ChatMessage.builder()
                                .role("tool")
                                .toolCallId("call_1")
                                .content("{\"celsius\":21}")
                                .build(),
                        new ChatMessage("user", "thanks")))
                .tools(List.of(
                        ChatTool.builder()
                                .type("function")
                                .function(ChatFunction.builder()
                                        .name("weather")
                                        .description("Weather of a city")
                                        .parameters(JSON.readTree(schema))
                                        .build())
                                .build(),
                        ChatTool.builder()
                                .type("retrieval")
                                .retrieval(Retrieval.builder()
                                        .knowledgeId("77")
                                        .promptTemplate(template)
                                        .build())
                                .build()))
                .toolChoice("auto")
                .build();
    }

    private static ChatCompletionCreateParams stream() {
        return ChatCompletionCreateParams.builder()
                .model("glm-4")
                .requestId("order-7f3a-0003")
                .messages(List.of(new ChatMessage("user", "count")))
                .stream(true)
                .build();
    }

    private static ChatCompletionCreateParams vision() {
        return ChatCompletionCreateParams.builder()
                .model("glm-4v")
                .requestId("order-7f3a-0004")
                .messages(List.of(new ChatMessage(
                        "user",
                        List.of(
                                MessageContent.builder()
                                        .type("text")
                                        .text("what?")
                                        .build(),
                                MessageContent.builder()
                                        .type("image_url")
                                        .imageUrl(new ImageUrl("https://example.invalid/1.png"))
                                        .build()))))
                .build();
    }

    private static ChatCompletionCreateParams later() {
        return ChatCompletionCreateParams.builder()
                .model("glm-4")
                .requestId("order-7f3a-0005")
                .messages(List.of(new ChatMessage("user", "a novel")))
                .build();
    }

    private static EmbeddingCreateParams embeddings() {
        return EmbeddingCreateParams.builder()
                .model("embedding-3")
                .input(List.of("Rhine", "莱茵河"))
                .dimensions(256)
                .build();
    }

    private static CreateImageRequest image() {
        return CreateImageRequest.builder()
                .model("cogview-3")
                .prompt("a red bicycle")
                .size("1024x1024")
                .quality("hd")
                .watermarkEnabled(true)
                .userId("customer-42")
                .build();
    }

    private static AssistantParameters assistant() {
        AssistantAttachments file = new AssistantAttachments();
        file.setFileId("f-1");
        return AssistantParameters.builder().assistantId("65940acff94777010aa6b796").model("glm-4-assistant").stream(
                        true)
                .messages(List.of(AssistantConversationMessage.builder()
                        .role("user")
                        .content(List.of(AssistantMessageTextContent.builder()
                                .type("text")
                                .text("Explain qubits")
                                .build()))
                        .build()))
                .attachments(List.of(file))
                .extraParameters(AssistantExtraParameters.builder()
                        .translate(AssistantTranslateParameters.builder()
                                .from("zh")
                                .to("en")
                                .build())
                        .build())
                .userId("customer-42")
                .build();
    }

    private static AgentsCompletionRequest agent() {
        return AgentsCompletionRequest.builder().agentId("general_translation").stream(false)
                .messages(List.of(AgentMessage.builder()
                        .role("user")
                        .content(List.of(
                                AgentContent.ofText("Good morning"),
                                AgentContent.ofImageUrl("https://example.invalid/1.png")))
                        .build()))
                .customVariables(JsonNodeFactory.instance.objectNode().put("target_lang", "zh-CN"))
                .userId("customer-42")
                .build();
    }
}
