package dev.glmagent.testkit;

import tools.jackson.databind.node.JsonNodeFactory;

/** A refusal in the platform's shape; the texts are the ones recorded from the live platform where there are any. */
record GlmError(int httpStatus, String code, String message) {

    static GlmError illegal(String field) {
        return new GlmError(400, "1214", field + " 参数非法。请检查文档。");
    }

    static GlmError wrong(String message) {
        return new GlmError(400, "1210", message);
    }

    static GlmError internal(String message) {
        return new GlmError(500, "500", message);
    }

    HttpReply toHttp() {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return HttpReply.json(httpStatus, body.toString());
    }
}
