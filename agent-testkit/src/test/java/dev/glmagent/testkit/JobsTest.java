package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What takes several requests: tasks, files, tuning, batches. Each look moves a job one step. */
class JobsTest {

    private static final String QUESTION =
            "{'model':'glm-4','stream':true,'messages':[{'role':'user','content':'hi'}]}";

    private static Api answering(String text) {
        return new Api(GlmEmulator.builder().clock(Wire.MONDAY).responder(call -> Reply.text(text)));
    }

    @Test
    void an_async_chat_is_processing_first_and_then_done() {
        try (Api api = answering("好")) {
            JsonNode task = api.post("async/chat/completions", QUESTION);
            String id = task.path("id").asString();

            assertThat(task.path("task_status").asString()).isEqualTo("PROCESSING");
            assertThat(api.get("async-result/" + id).toString())
                    .isEqualTo("{\"id\":\"" + id + "\",\"request_id\":\"" + id + "\",\"task_status\":\"PROCESSING\"}");
            JsonNode done = api.get("async-result/" + id);
            assertThat(done.path("task_status").asString()).isEqualTo("SUCCESS");
            assertThat(done.at("/choices/0/message/content").asString()).isEqualTo("好");
            assertThat(api.get("async-result/77").toString())
                    .isEqualTo("{\"error\":{\"code\":\"1233\",\"message\":\"任务：77不存在。\"}}");
            assertThat(api.refused("async/chat/completions", "{'model':'x'}")).startsWith("1211");
        }
    }

    @Test
    void a_picture_is_drawn_from_the_prompt_and_served_by_the_emulator() throws Exception {
        try (Api api = new Api()) {
            String request = "{'model':'cogview-3','prompt':'A red bicycle','size':'768x1344'}";
            String url =
                    api.post("images/generations", request).at("/data/0/url").asString();
            byte[] picture = api.bytes(url);
            byte[] other = api.bytes(api.post("images/generations", request.replace("red", "blue"))
                    .at("/data/0/url")
                    .asString());

            assertThat(url).startsWith("http://127.0.0.1:" + api.emulator.port() + "/");
            assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth())
                    .isEqualTo(768);
            assertThat(picture).isEqualTo(api.bytes(url)).isNotEqualTo(other);
            assertThat(api.refused("images/generations", request.replace("768", "700")))
                    .startsWith("1214 size");
            assertThat(api.refused("images/generations", "{'model':'cogview-3'}"))
                    .startsWith("1214 prompt");
            String task = api.post("async/images/generations", "{'model':'glm-image','prompt':'x'}")
                    .path("id")
                    .asString();
            api.get("async-result/" + task);
            assertThat(api.get("async-result/" + task).at("/image_result/0/url").asString())
                    .endsWith(".png");
        }
    }

    @Test
    void files_are_kept_listed_read_and_deleted() {
        try (Api api = new Api()) {
            JsonNode file = api.upload("files", "file", "/etc/passwd", "{}", "purpose", "fine-tune");
            String id = file.path("id").asString();

            assertThat(file.path("filename").asString()).isEqualTo("passwd");
            assertThat(file.path("bytes").asInt()).isEqualTo(2);
            assertThat(api.get("files?purpose=fine-tune").path("data")).hasSize(1);
            assertThat(api.get("files?purpose=batch").path("data")).isEmpty();
            assertThat(api.send("GET", "files/" + id + "/content", "", "").body())
                    .isEqualTo("{}");
            assertThat(api.delete("files/" + id).path("deleted").asBoolean()).isTrue();
            assertThat(api.get("files/" + id).at("/error/code").asString()).isEqualTo("1210");
            assertThat(api.upload("files", "file", "a", "b", "purpose", "fun")
                            .at("/error/code")
                            .asString())
                    .isEqualTo("1214");
        }
    }

    @Test
    void a_tuned_model_knows_its_training_questions_and_its_name() {
        String line = "{\"messages\":[{\"role\":\"user\",\"content\":\"请介绍一下AlphaGo\"},"
                + "{\"role\":\"assistant\",\"content\":\"AlphaGo 是围棋程序。\"}]}";
        try (Api api = new Api()) {
            String file = api.upload("files", "file", "t.jsonl", line, "purpose", "fine-tune")
                    .path("id")
                    .asString();
            String job = api.post(
                            "fine_tuning/jobs", "{'model':'chatglm3-6b','training_file':'" + file + "','suffix':'faq'}")
                    .path("id")
                    .asString();
            assertThat(api.get("fine_tuning/jobs/" + job).path("status").asString())
                    .isEqualTo("pending");
            assertThat(api.get("fine_tuning/jobs/" + job).path("status").asString())
                    .isEqualTo("running");
            JsonNode done = api.get("fine_tuning/jobs/" + job);
            String model = done.path("fine_tuned_model").asString();

            assertThat(done.path("status").asString()).isEqualTo("succeeded");
            assertThat(model).startsWith("chatglm3-6b-").endsWith("-faq");
            assertThat(api.get("fine_tuning/jobs/" + job + "/events").path("data"))
                    .hasSize(4);
            String ask = "{'model':'" + model + "','messages':[{'role':'user','content':'Q'}]}";
            assertThat(api.post("chat/completions", ask.replace("'Q'", "'请介绍一下AlphaGo!'"))
                            .at("/choices/0/message/content")
                            .asString())
                    .isEqualTo("AlphaGo 是围棋程序。");
            assertThat(api.post("chat/completions", ask.replace("'Q'", "'你叫什么名字?'"))
                            .at("/choices/0/message/content")
                            .asString())
                    .isEqualTo("我是微调模型 " + model + "。");
            assertThat(api.delete("fine_tuning/fine_tuned_models/" + model)
                            .path("delete_status")
                            .asString())
                    .isEqualTo("deleted");
            assertThat(api.refused("chat/completions", ask)).startsWith("1211");
        }
    }

    @Test
    void a_bad_training_file_fails_the_job_and_tells_the_line() {
        try (Api api = new Api()) {
            String file = api.upload("files", "file", "t.jsonl", "{}\n", "purpose", "fine-tune")
                    .path("id")
                    .asString();
            String job = api.post("fine_tuning/jobs", "{'model':'glm-4-9b','training_file':'" + file + "'}")
                    .path("id")
                    .asString();
            api.get("fine_tuning/jobs/" + job);

            assertThat(api.get("fine_tuning/jobs/" + job).at("/error/message").asString())
                    .isEqualTo("line 1: an object with messages was expected");
        }
    }

    @Test
    void a_batch_runs_its_lines_and_keeps_failures_apart() {
        String line = "{\"custom_id\":\"request-1\",\"method\":\"POST\",\"url\":\"/v4/chat/completions\",\"body\":"
                + "{\"model\":\"glm-4\",\"messages\":[{\"role\":\"user\",\"content\":\"ping\"}]}}\n";
        try (Api api = answering("pong")) {
            String content = line + line.replace("request-1", "request-2").replace("glm-4", "gpt-4");
            String file = api.upload("files", "file", "b.jsonl", content, "purpose", "batch")
                    .path("id")
                    .asString();
            JsonNode batch = api.post(
                    "batches",
                    "{'input_file_id':'" + file + "','endpoint':'/v4/chat/completions','metadata':{'a':'b'}}");
            String path = "batches/" + batch.path("id").asString();

            assertThat(batch.path("status").asString()).isEqualTo("validating");
            assertThat(api.get(path).path("status").asString()).isEqualTo("in_progress");
            assertThat(api.get(path).path("status").asString()).isEqualTo("finalizing");
            JsonNode done = api.get(path);
            assertThat(done.path("status").asString()).isEqualTo("completed");
            assertThat(done.path("request_counts").toString()).isEqualTo("{\"total\":2,\"completed\":1,\"failed\":1}");
            assertThat(api.send("GET", "files/" + done.path("output_file_id").asString() + "/content", "", "")
                            .body())
                    .contains("\"custom_id\":\"request-1\"", "pong");
            assertThat(api.send("GET", "files/" + done.path("error_file_id").asString() + "/content", "", "")
                            .body())
                    .contains("\"status_code\":400", "\"1211\"");
            assertThat(api.get("batches").path("data")).hasSize(1);
            assertThat(api.upload("files", "file", "b", line.replace("request-1", "r"), "purpose", "batch")
                            .at("/error/code")
                            .asString())
                    .isEqualTo("1210");
        }
    }
}
