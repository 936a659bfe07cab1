package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Knowledge bases of both generations and the retrieval tool, which searches what was uploaded. */
class KnowledgeTest {

    private static final String MANUAL = "保修期为两年。退货须在三十天内办理。客服电话是 400-123。";

    private static final String OPEN = "/api/llm-application/open/";

    private static String ask(String base, String question, String extra) {
        return "{'model':'glm-4','messages':[{'role':'user','content':'" + question
                + "'}],'tools':[{'type':'retrieval','retrieval':{'knowledge_id':'" + base + "'" + extra + "}}]}";
    }

    @Test
    void the_first_generation_from_creation_to_deletion() {
        try (Api api = new Api()) {
            String base = api.post("knowledge", "{'embedding_id':3,'name':'手册'}")
                    .path("id")
                    .asString();
            JsonNode upload = api.upload(
                    "files", "file", "../../manual.txt", MANUAL, "purpose", "retrieval", "knowledge_id", base);
            String document = upload.at("/successInfos/0/documentId").asString();

            assertThat(upload.at("/successInfos/0/filename").asString()).isEqualTo("manual.txt");
            assertThat(api.get("document/" + document).path("embedding_stat").asInt())
                    .isEqualTo(1);
            assertThat(api.get("knowledge").path("total").asInt()).isEqualTo(1);
            assertThat(api.get("files?purpose=retrieval&knowledge_id=" + base).path("list"))
                    .hasSize(1);
            assertThat(api.get("knowledge/capacity").at("/used/word_num").asInt())
                    .isEqualTo(MANUAL.length());
            assertThat(api.delete("knowledge/" + base).toString()).isEqualTo("{}");
            assertThat(api.get("document/" + document).at("/error/code").asString())
                    .isEqualTo("1214");
        }
    }

    @Test
    void retrieval_finds_the_passage_fills_the_template_and_bills_it() {
        try (Api api = new Api()) {
            String base = api.post("knowledge", "{'embedding_id':3,'name':'手册'}")
                    .path("id")
                    .asString();
            api.upload(
                    "files",
                    "file",
                    "m.txt",
                    MANUAL,
                    "purpose",
                    "retrieval",
                    "knowledge_id",
                    base,
                    "sentence_size",
                    "20");

            JsonNode grounded = api.post("chat/completions", ask(base, "保修期多久?", ""));
            JsonNode longer = api.post(
                    "chat/completions",
                    ask(base, "保修期多久?", ",'prompt_template':'{{ knowledge }} " + "很长".repeat(50) + "{{question}}'"));
            JsonNode unknown = api.post("chat/completions", ask("1234", "保修期多久?", ""));

            assertThat(grounded.at("/choices/0/message/content").asString()).startsWith("保修期为两年。");
            assertThat(api.emulator.chatCalls().get(0).passages().get(0)).startsWith("保修期为两年。");
            assertThat(grounded.at("/usage/prompt_tokens").asInt())
                    .isGreaterThan(unknown.at("/usage/prompt_tokens").asInt() + 20);
            assertThat(longer.at("/usage/prompt_tokens").asInt()).isGreaterThan(100);
            assertThat(unknown.path("error").isMissingNode()).isTrue();
            assertThat(api.emulator.chatCalls().get(2).passages()).isEmpty();
        }
    }

    @Test
    void the_second_generation_has_an_envelope_and_errors_with_status_200() {
        try (Api api = new Api()) {
            String base = api.post(OPEN + "knowledge", "{'embedding_id':11,'name':'手册'}")
                    .at("/data/id")
                    .asString();
            JsonNode upload = api.upload(OPEN + "document/upload_document/" + base, "files", "m.txt", MANUAL);
            String document = upload.at("/data/successInfos/0/documentId").asString();
            JsonNode found = api.post(OPEN + "knowledge/retrieve", "{'query':'退货','knowledge_ids':['" + base + "']}");

            assertThat(found.path("code").asInt()).isEqualTo(200);
            assertThat(found.at("/data/0/text").asString()).contains("退货须在三十天内办理");
            assertThat(found.at("/data/0/metadata/doc_id").asString()).isEqualTo(document);
            assertThat(api.get(OPEN + "document/" + document)
                            .at("/data/embedding_stat")
                            .asInt())
                    .isEqualTo(1);
            assertThat(api.get(OPEN + "knowledge/77").path("code").asInt()).isEqualTo(100013);
            assertThat(api.get(OPEN + "knowledge/77").path("message").asString())
                    .isEqualTo("知识库不存在");
            assertThat(api.delete(OPEN + "knowledge/" + base).has("data")).isFalse();
        }
    }

    @Test
    void a_document_that_cannot_be_read_fails_and_is_never_found() {
        try (Api api = new Api()) {
            String base = api.post(OPEN + "knowledge", "{'embedding_id':11,'name':'b'}")
                    .at("/data/id")
                    .asString();
            String document = api.upload(OPEN + "document/upload_document/" + base, "files", "m.bin", "a\0b")
                    .at("/data/successInfos/0/documentId")
                    .asString();

            JsonNode state = api.get(OPEN + "document/" + document).path("data");

            assertThat(state.path("embedding_stat").asInt()).isEqualTo(2);
            assertThat(state.at("/failInfo/embedding_code").asInt()).isEqualTo(10001);
        }
    }

    @Test
    void web_search_as_a_tool_and_alone() {
        try (Api api = new Api()) {
            JsonNode answer = api.post(
                    "chat/completions",
                    "{'model':'glm-4-flash','messages':[{'role':'user','content':'Did the Rhine flood this week?'}],"
                            + "'tools':[{'type':'web_search','web_search':{'enable':true,'search_result':true,'count':1}}]}");

            assertThat(answer.at("/web_search/0/title").asString()).isEqualTo("River levels this week");
            assertThat(answer.at("/choices/0/message/content").asString()).contains("no flood is reported");
            JsonNode alone = api.post(
                    "web_search",
                    "{'search_query':'Rhine water level','search_engine':'search_std','search_intent':true}");
            assertThat(alone.at("/search_intent/0/intent").asString()).isEqualTo("SEARCH_ALL");
            assertThat(alone.at("/search_result/0/refer").asString()).isEqualTo("ref_1");
            assertThat(api.refused("web_search", "{'search_query':'x','search_engine':'bing'}"))
                    .startsWith("1211");
        }
    }
}
