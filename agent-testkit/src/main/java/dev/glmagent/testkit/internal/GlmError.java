package dev.glmagent.testkit.internal;

import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal in the platform's shape; the texts are those recorded from the live platform where there are any.
 *
 * @param httpStatus the HTTP status
 * @param code the business code
 * @param message the text
 */
public record GlmError(int httpStatus, String code, String message) {

    private static final Map<String, GlmError> KNOWN = Resources.table(GlmError.class, "errors.tsv").stream()
            .map(row -> new GlmError(Integer.parseInt(row.get(1)), row.get(0), row.get(2)))
            .collect(Collectors.toUnmodifiableMap(GlmError::code, error -> error));

    /** The platform's own status and text for a code. */
    public static Optional<GlmError> known(String code) {
        return Optional.ofNullable(KNOWN.get(code));
    }

    /** A field with a value that the platform does not take. */
    public static GlmError illegal(String field) {
        return new GlmError(400, "1214", field + " 参数非法。请检查文档。");
    }

    /** A field that has to be there. */
    public static GlmError missing(String field) {
        return new GlmError(400, "1213", "未正常接收到" + field + "参数。");
    }

    /** A request that makes no sense. */
    public static GlmError wrong(String message) {
        return new GlmError(400, "1210", message);
    }

    /** A body that is no JSON object. */
    public static GlmError notJson() {
        return wrong("API 调用参数有误，请检查文档。");
    }

    /** A model that does not exist. */
    public static GlmError unknownModel() {
        return new GlmError(400, "1211", "模型不存在，请检查模型代码。");
    }

    /** What the emulator itself cannot do. */
    public static GlmError internal(String message) {
        return new GlmError(500, "500", message);
    }

    /** As an exception that an endpoint throws. */
    public RefusedException refused() {
        return new RefusedException(this);
    }

    /** The platform's body. */
    public String body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (code.equals("1301")) {
            body.putArray("contentFilter").addObject().put("level", 1).put("role", "user");
        }
        body.putObject("error").put("code", code).put("message", message);
        return body.toString();
    }

    /** As an answer. */
    public HttpReply toHttp() {
        return HttpReply.json(httpStatus, body());
    }
}
