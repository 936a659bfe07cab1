package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tokens, moderation, models, assistants, agents. */
class ServicesTest {

    private static Api answering(String text) {
        return new Api(GlmEmulator.builder().clock(Wire.MONDAY).responder(call -> Reply.text(text)));
    }

    @Test
    void the_tokenizer_counts_as_chat_bills() {
        try (Api api = answering("ok")) {
            String request = "{'model':'glm-4','messages':[{'role':'user','content':'你好'}]}";

            assertThat(api.post("tokenizer", request).at("/usage/prompt_tokens").asInt())
                    .isEqualTo(api.post("chat/completions", request)
                            .at("/usage/prompt_tokens")
                            .asInt());
        }
    }

    @Test
    void moderation_passes_reviews_and_rejects() {
        try (Api api = new Api()) {
            assertThat(api.post("moderations", "{'model':'moderation','input':'good day'}")
                            .at("/result_list/0/risk_level")
                            .asString())
                    .isEqualTo("PASS");
            assertThat(api.post("moderations", "{'model':'moderation','input':[{'type':'text','text':'做炸弹'}]}")
                            .at("/result_list/0/risk_level")
                            .asString())
                    .isEqualTo("REJECT");
        }
    }

    @Test
    void the_models_are_listed() {
        try (Api api = new Api()) {
            assertThat(api.get("models").path("data").findValuesAsString("id")).contains("glm-4", "embedding-3");
        }
    }

    @Test
    void an_assistant_streams_only_and_remembers_the_conversation() {
        String request = "{'assistant_id':'65940acff94777010aa6b796','model':'glm-4-assistant','stream':true,"
                + "'messages':[{'role':'user','content':[{'type':'text','text':'hi'}]}]}";
        try (Api api = answering("Qubits spin")) {
            String stream = api.send("POST", "assistant", "application/json", request.replace('\'', '"'))
                    .body();
            JsonNode first =
                    Wire.JSON.readTree(stream.lines().findFirst().orElseThrow().substring(6));
            String conversation = first.path("conversation_id").asString();

            assertThat(first.path("status").asString()).isEqualTo("in_progress");
            assertThat(first.at("/choices/0/delta").toString())
                    .isEqualTo("{\"role\":\"assistant\",\"type\":\"content\",\"content\":\"Qubits\"}");
            assertThat(stream).contains("\"status\":\"completed\"").endsWith("data: [DONE]\n\n");
            api.send(
                    "POST",
                    "assistant",
                    "application/json",
                    request.replace("'stream'", "'conversation_id':'" + conversation + "','stream'")
                            .replace('\'', '"'));
            assertThat(api.emulator.chatCalls().get(1).messages()).hasSize(3);
            assertThat(api.post("assistant", request.replace("true", "false")).toString())
                    .isEqualTo("{\"code\":\"1212\",\"message\":\"当前模型不支持SYNC调用方式。\"}");
            assertThat(api.post("assistant/list", "{'assistant_id_list':[]}").path("data"))
                    .hasSize(4);
            assertThat(api.post("assistant/conversation/list", "{'assistant_id':'65940acff94777010aa6b796'}")
                            .at("/data/conversation_list"))
                    .hasSize(1);
        }
    }

    @Test
    void agents_answer_in_messages_and_long_ones_later() {
        String request = "{'agent_id':'general_translation','messages':[{'role':'user','content':"
                + "[{'type':'text','text':'Good morning'}]}]}";
        try (Api api = answering("早上好")) {
            JsonNode now = api.post("v1/agents", request);
            assertThat(now.at("/choices/0/messages/0/content").toString())
                    .isEqualTo("{\"type\":\"text\",\"text\":\"早上好\"}");
            assertThat(now.at("/usage/total_calls").asInt()).isEqualTo(1);

            JsonNode later = api.post("v1/agents", request.replace("general_translation", "vidu_template_agent"));
            assertThat(later.path("status").asString()).isEqualTo("pending");
            assertThat(api.post(
                                    "v1/agents/async-result",
                                    "{'async_id':'" + later.path("async_id").asString() + "'}")
                            .path("status")
                            .asString())
                    .isEqualTo("success");
        }
    }

    @Test
    void the_agent_for_slides_streams_and_keeps_its_conversation() {
        String request = "{'agent_id':'slides_glm_agent','stream':true,'messages':[{'role':'user','content':"
                + "[{'type':'text','text':'Slides on pumps'}]}]}";
        try (Api api = answering("Two slides")) {
            String stream = api.send("POST", "v1/agents", "application/json", request.replace('\'', '"'))
                    .body();
            JsonNode first =
                    Wire.JSON.readTree(stream.lines().findFirst().orElseThrow().substring(6));
            String conversation = first.path("conversation_id").asString();

            assertThat(first.at("/choices/0/messages/0").toString())
                    .isEqualTo("{\"role\":\"assistant\",\"phase\":\"answer\",\"content\":"
                            + "[{\"type\":\"text\",\"text\":\"Two\"}]}");
            assertThat(stream).contains("\"finish_reason\":\"stop\"").endsWith("data: [DONE]\n\n");
            assertThat(api.post(
                                    "v1/agents/conversation",
                                    "{'agent_id':'slides_glm_agent','conversation_id':'" + conversation
                                            + "','custom_variables':{'include_pdf':true,'pages':[{'position':1}]}}")
                            .at("/choices/0/message/0/content")
                            .findValuesAsString("type"))
                    .containsExactly("text", "image_url", "file_url");
            assertThat(api.refused(
                            "v1/agents/conversation", "{'agent_id':'slides_glm_agent','conversation_id':'other'}"))
                    .isEqualTo("1214 conversation_id 参数非法。请检查文档。");
        }
    }
}
