package dev.glmagent.glm.batch;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ChatBodies;
import dev.glmagent.glm.internal.JsonLines;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the answers of a batch a line at a time. */
final class ResultFile {

    private ResultFile() {}

    static Stream<BatchResult> read(Path file) {
        JsonLines lines = new JsonLines(file);
        return Stream.generate(lines::next)
                .takeWhile(Optional::isPresent)
                .flatMap(Optional::stream)
                .map(line -> result(file, lines.number(), line))
                .onClose(lines::close);
    }

    private static BatchResult result(Path file, long number, byte[] line) {
        JsonNode node;
        try {
            node = JsonLines.object(line);
        } catch (JsonLines.BadLineException e) {
            throw new GlmException.Protocol(
                    "Line " + number + " of " + file + " " + e.getMessage() + ".", GlmException.Exchange.NONE);
        }
        // The form of a line that holds an error is not documented, so only what is there is taken.
        JsonNode response = node.path("response");
        JsonNode body = response.path("body");
        return new BatchResult(
                node.path("custom_id").asString(""),
                response.path("status_code").asInt(0),
                body.isObject() ? ChatBodies.reply(body) : Optional.empty(),
                body.isMissingNode() ? node.toString() : body.toString());
    }
}
