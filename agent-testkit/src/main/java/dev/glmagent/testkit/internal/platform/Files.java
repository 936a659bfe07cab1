package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Uploaded files, kept in memory: a file's name never reaches a file system. */
final class Files {

    private static final Set<String> PURPOSES =
            Set.of("fine-tune", "batch", "file-extract", "code-interpreter", "agent", "voice-clone-input", "user_data");

    private static final int MAX_BYTES = 100 * 1024 * 1024;

    private record Stored(String id, Form.File file, String purpose, long createdAt) {}

    private final AnswerIds ids;
    private final Map<String, Stored> files = Collections.synchronizedMap(new LinkedHashMap<>());

    Files(AnswerIds ids) {
        this.ids = ids;
    }

    HttpReply upload(Form form) {
        Form.File file =
                form.file("file").orElseThrow(() -> GlmError.missing("file").refused());
        String purpose = form.field("purpose")
                .orElseThrow(() -> GlmError.missing("purpose").refused());
        if (!PURPOSES.contains(purpose)) {
            throw GlmError.illegal("purpose").refused();
        }
        if (file.latin1().isEmpty() || file.latin1().length() > MAX_BYTES) {
            throw GlmError.illegal("file").refused();
        }
        if (purpose.equals("batch")) {
            Batches.check(file.text());
        }
        return HttpReply.json(200, describe(store(file, purpose)).toString());
    }

    /** Keeps a file that the platform made; its id. */
    String keep(String name, String content, String purpose) {
        return store(Form.File.of(name, content), purpose).id;
    }

    private Stored store(Form.File file, String purpose) {
        long now = ids.now().getEpochSecond();
        String id = String.format(Locale.ROOT, "%d_%032x", now, ids.number());
        Stored stored = new Stored(id, file, purpose, now);
        files.put(id, stored);
        return stored;
    }

    /** The text of a file, or empty when there is no such file. */
    Optional<String> text(String id) {
        return Optional.ofNullable(files.get(id)).map(stored -> stored.file.text());
    }

    HttpReply list(ApiCall call) {
        int limit = call.number("limit", 20, 1, 100);
        Optional<String> purpose = call.parameter("purpose");
        List<Stored> all;
        synchronized (files) {
            all = new ArrayList<>(files.values());
        }
        all.removeIf(file -> purpose.isPresent() && !purpose.get().equals(file.purpose));
        return HttpReply.json(
                200,
                Lists.page(all, Stored::id, Files::describe, call.parameter("after"), limit)
                        .toString());
    }

    HttpReply get(ApiCall call) {
        return HttpReply.json(200, describe(known(call)).toString());
    }

    HttpReply content(ApiCall call) {
        return HttpReply.bytes(200, "application/octet-stream", known(call).file.bytes());
    }

    HttpReply delete(ApiCall call) {
        files.remove(known(call).id);
        return HttpReply.json(
                200,
                Json.object()
                        .put("id", call.id())
                        .put("object", "file")
                        .put("deleted", true)
                        .toString());
    }

    private Stored known(ApiCall call) {
        return Optional.ofNullable(files.get(call.id()))
                .orElseThrow(() -> GlmError.wrong("文件不存在：" + call.id()).refused());
    }

    private static ObjectNode describe(Stored stored) {
        return Json.object()
                .put("id", stored.id)
                .put("object", "file")
                .put("bytes", stored.file.latin1().length())
                .put("filename", stored.file.name())
                .put("purpose", stored.purpose)
                .put("created_at", stored.createdAt);
    }
}
