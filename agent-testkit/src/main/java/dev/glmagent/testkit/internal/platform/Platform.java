package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.Responder;
import dev.glmagent.testkit.WebPage;
import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.Gateway;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.Router;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.chat.Grounding;
import dev.glmagent.testkit.internal.chat.ModelCatalogue;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All endpoints and what they share. */
public final class Platform {

    private static final String V2 = "/api/llm-application/open/";

    private final ModelCatalogue models = ModelCatalogue.shipped();
    private final AnswerIds ids;
    private final Clock clock;
    private final Files files;
    private final FineTuning tuning;
    private final KnowledgeStore knowledge;
    private final WebPages web;
    private final ServerTools tools;
    private final Images images;

    /**
     * @param ids makes all ids
     * @param clock tells all times
     * @param pages the web that is searched
     * @param origin where the emulator is reached, once it listens
     */
    public Platform(AnswerIds ids, Clock clock, List<WebPage> pages, Supplier<String> origin) {
        this.ids = ids;
        this.clock = clock;
        this.files = new Files(ids);
        this.tuning = new FineTuning(files, ids, models);
        this.knowledge = new KnowledgeStore(ids);
        this.web = new WebPages(pages);
        this.tools = new ServerTools(knowledge, web);
        this.images = new Images(ids, origin);
    }

    /** The models that exist, tuned ones too. */
    public ModelCatalogue models() {
        return models;
    }

    /** What the server-side tools of a request find for a question. */
    public Grounding ground(JsonNode requestTools, String question) {
        return tools.ground(requestTools, question);
    }

    /** A responder that answers as tuned models do, where one is asked. */
    public Responder tuned(Responder base) {
        return tuning.over(base);
    }

    /** Adds what is reached without a key. */
    public void addPages(Router pages) {
        pages.on("GET", Images.PATH, images::picture);
    }

    /** Adds the endpoints. */
    public void addTo(Router api, ChatEndpoint chat) {
        Tasks tasks = new Tasks(ids);
        Batches batches = new Batches(files, chat, ids);
        TextServices texts = new TextServices(ids, web);
        Assistants assistants = new Assistants(ids, chat);
        Agents agents = new Agents(ids, chat);
        new Routes(api, Gateway.BASE_PATH + "/")
                .post("chat/completions", call -> chat.answer(call.request().text()))
                .post("async/chat/completions", call -> tasks.chat(call, chat))
                .get("async-result/{}", tasks::result)
                .get("models", ignoredCall -> modelList())
                .post("embeddings", Embeddings::answer)
                .post("images/generations", images::generate)
                .post("async/images/generations", call -> images.submit(call, tasks))
                .post("fine_tuning/jobs", tuning::create)
                .get("fine_tuning/jobs", tuning::list)
                .get("fine_tuning/jobs/{}", tuning::get)
                .delete("fine_tuning/jobs/{}", tuning::delete)
                .get("fine_tuning/jobs/{}/events", tuning::events)
                .post("fine_tuning/jobs/{}/cancel", tuning::cancel)
                .delete("fine_tuning/fine_tuned_models/{}", tuning::deleteModel)
                .post("batches", batches::create)
                .get("batches", batches::list)
                .get("batches/{}", batches::get)
                .post("batches/{}/cancel", batches::cancel)
                .post("tokenizer", texts::tokenizer)
                .post("rerank", texts::rerank)
                .post("moderations", texts::moderation)
                .post("web_search", texts::webSearch)
                .post("assistant", assistants::answer)
                .post("assistant/list", assistants::list)
                .post("assistant/conversation/list", assistants::conversations)
                .post("v1/agents", agents::answer)
                .post("v1/agents/async-result", agents::result)
                .post("v1/agents/conversation", agents::history);
        addKnowledge(api);
    }

    private void addKnowledge(Router api) {
        KnowledgeV1 first = new KnowledgeV1(knowledge);
        new Routes(api, Gateway.BASE_PATH + "/")
                .post("files", call -> upload(call, first))
                .get(
                        "files",
                        call -> call.parameter("purpose")
                                        .filter("retrieval"::equals)
                                        .isPresent()
                                ? first.documents(call)
                                : files.list(call))
                .get("files/{}", files::get)
                .delete("files/{}", files::delete)
                .get("files/{}/content", files::content)
                .post("knowledge", first::create)
                .get("knowledge", first::list)
                .get("knowledge/capacity", first::capacity)
                .put("knowledge/{}", first::edit)
                .delete("knowledge/{}", first::delete)
                .put("document/{}", first::editDocument)
                .get("document/{}", first::document)
                .delete("document/{}", first::deleteDocument);
        KnowledgeV2 second = new KnowledgeV2(knowledge, clock);
        new Routes(api, V2)
                .post("knowledge", second::create)
                .get("knowledge", second::list)
                .get("knowledge/capacity", second::capacity)
                .post("knowledge/retrieve", second::retrieve)
                .get("knowledge/{}", second::get)
                .put("knowledge/{}", second::edit)
                .delete("knowledge/{}", second::delete)
                .post("document/upload_document/{}", second::upload)
                .post("document/embedding/{}", second::embed)
                .get("document", second::documents)
                .get("document/{}", second::document)
                .delete("document/{}", second::deleteDocument);
    }

    private HttpReply upload(ApiCall call, KnowledgeV1 first) {
        Form form = Form.read(call.request());
        return form.field("purpose").filter("retrieval"::equals).isPresent() ? first.upload(form) : files.upload(form);
    }

    private HttpReply modelList() {
        ObjectNode body = Json.object().put("object", "list");
        ArrayNode data = body.putArray("data");
        models.names().forEach(name -> data.addObject().put("id", name).put("object", "model"));
        return HttpReply.json(200, body.toString());
    }

    /** Routes under one path. */
    private record Routes(Router router, String base) {

        Routes get(String path, Router.Endpoint endpoint) {
            router.on("GET", base + path, endpoint);
            return this;
        }

        Routes post(String path, Router.Endpoint endpoint) {
            router.on("POST", base + path, endpoint);
            return this;
        }

        Routes put(String path, Router.Endpoint endpoint) {
            router.on("PUT", base + path, endpoint);
            return this;
        }

        Routes delete(String path, Router.Endpoint endpoint) {
            router.on("DELETE", base + path, endpoint);
            return this;
        }
    }
}
