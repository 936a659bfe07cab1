package dev.glmagent.testkit.internal.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Takes requests apart, strictly: what is ambiguous is refused, as two readings of one request are a way in. */
final class RequestReader {

    private static final int MAX_LINE = 8 * 1024;
    private static final int MAX_HEADERS = 100;

    /** A conversation with pictures in it is a few megabytes; what is larger is a mistake of the client. */
    private static final int MAX_JSON = 10 * 1024 * 1024;

    /** The platform's limit of an uploaded file, and a little for the form around it. */
    private static final int MAX_FORM = 101 * 1024 * 1024;

    private final Inbound in;
    private final OutputStream out;

    RequestReader(Inbound in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    HttpRequest read() throws IOException, BadRequestException {
        String[] start = in.line(MAX_LINE).split(" ", -1);
        if (start.length != 3 || !start[0].matches("[A-Z]{1,16}") || !start[2].matches("HTTP/1\\.[01]")) {
            throw new BadRequestException(400, "not an HTTP/1.1 request line");
        }
        if (!start[1].startsWith("/") || !start[1].chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new BadRequestException(400, "the request's target is not a path");
        }
        Map<String, String> headers = headers();
        if (start[2].endsWith("0")) {
            headers.putIfAbsent("Connection", "close");
        }
        if (headers.getOrDefault("Expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return body(start[0], start[1], headers);
    }

    private Map<String, String> headers() throws IOException, BadRequestException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int count = 0; ; count++) {
            String line = in.line(MAX_LINE);
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (count == MAX_HEADERS) {
                throw new BadRequestException(431, "more than " + MAX_HEADERS + " headers");
            }
            if (colon <= 0 || !token(line, colon)) {
                throw new BadRequestException(400, "a header is not of the form name: value");
            }
            String value = line.substring(colon + 1).strip();
            headers.merge(line.substring(0, colon), value, (a, b) -> a + ", " + b);
        }
    }

    private static boolean token(String line, int end) {
        for (int i = 0; i < end; i++) {
            char c = line.charAt(i);
            if (c <= ' ' || c >= 0x7f || "()<>@,;:\\\"/[]?={}".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private HttpRequest body(String method, String target, Map<String, String> headers)
            throws IOException, BadRequestException {
        boolean form = headers.getOrDefault("Content-Type", "")
                .toLowerCase(Locale.ROOT)
                .startsWith("multipart/");
        int limit = form ? MAX_FORM : MAX_JSON;
        String encoding = headers.get("Transfer-Encoding");
        String length = headers.get("Content-Length");
        if (encoding != null) {
            if (length != null || !encoding.equalsIgnoreCase("chunked")) {
                throw new BadRequestException(400, "the body's length is given in two ways, or in an unknown one");
            }
            return chunked(method, target, headers, limit);
        }
        if (length == null) {
            return new HttpRequest(method, target, headers, new byte[0], false);
        }
        if (!length.matches("\\d{1,15}")) {
            throw new BadRequestException(400, "Content-Length is not one number");
        }
        long announced = Long.parseLong(length);
        if (announced <= limit) {
            return new HttpRequest(method, target, headers, in.exactly((int) announced), false);
        }
        // Read away, so that the client gets to read the refusal; but not for ever.
        if (announced > 10L * limit) {
            throw new BadRequestException(413, "the body is larger than " + 10L * limit + " bytes");
        }
        in.discard(announced);
        return new HttpRequest(method, target, headers, new byte[0], true);
    }

    private HttpRequest chunked(String method, String target, Map<String, String> headers, int limit)
            throws IOException, BadRequestException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        long total = 0;
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            total += size;
            if (total > 10L * limit) {
                throw new BadRequestException(413, "the body is larger than " + 10L * limit + " bytes");
            }
            if (total <= limit) {
                body.write(in.exactly(size));
            } else {
                in.discard(size);
            }
            if (!in.line(MAX_LINE).isEmpty()) {
                throw new BadRequestException(400, "a chunk of the body is longer than announced");
            }
        }
        headers(); // trailers, of no interest
        boolean oversized = total > limit;
        return new HttpRequest(method, target, headers, oversized ? new byte[0] : body.toByteArray(), oversized);
    }

    private int chunkSize() throws IOException, BadRequestException {
        String line = in.line(MAX_LINE);
        int extension = line.indexOf(';');
        String size = (extension < 0 ? line : line.substring(0, extension)).strip();
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new BadRequestException(400, "the size of a chunk is not a number");
        }
        return Integer.parseInt(size, 16);
    }
}
