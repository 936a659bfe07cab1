package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A multipart form. Bodies are kept as Latin-1 text, in which every byte is one character. */
final class Form {

    private static final Pattern BOUNDARY = Pattern.compile("(?i)multipart/form-data;.*boundary=\"?([^\";]+)\"?.*");
    private static final Pattern NAME = Pattern.compile("(?i)[; ]name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?i)filename=\"([^\"]*)\"");

    /**
     * A file in the form.
     *
     * @param name its name, without a path
     * @param latin1 its bytes
     */
    record File(String name, String latin1) {

        /** A file of text. */
        static File of(String name, String text) {
            return new File(name, new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        }

        byte[] bytes() {
            return latin1.getBytes(StandardCharsets.ISO_8859_1);
        }

        String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }
    }

    private final Map<String, String> fields = new LinkedHashMap<>();
    private final Map<String, File> files = new LinkedHashMap<>();

    private Form() {}

    static Form read(HttpRequest request) {
        Matcher boundary = BOUNDARY.matcher(request.header("Content-Type").orElse(""));
        if (!boundary.matches()) {
            throw GlmError.wrong("API 调用参数有误：需要 multipart/form-data。").refused();
        }
        Form form = new Form();
        String delimiter = "\r\n--" + boundary.group(1);
        String body = "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
        int start = body.indexOf(delimiter);
        while (start >= 0) {
            int from = start + delimiter.length();
            int end = body.indexOf(delimiter, from);
            if (end < 0) {
                break;
            }
            form.part(body.substring(from, end));
            start = end;
        }
        return form;
    }

    private void part(String part) {
        int split = part.indexOf("\r\n\r\n");
        String head = split < 0
                ? ""
                : new String(part.substring(0, split).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(head);
        if (!name.find()) {
            throw GlmError.wrong("API 调用参数有误：表单格式错误。").refused();
        }
        String content = part.substring(split + 4);
        Matcher file = FILE_NAME.matcher(head);
        if (file.find()) {
            files.put(name.group(1), new File(file.group(1).replaceAll(".*[/\\\\]", ""), content));
        } else {
            fields.put(name.group(1), new File("", content).text());
        }
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    Optional<File> file(String name) {
        return Optional.ofNullable(files.get(name));
    }
}
