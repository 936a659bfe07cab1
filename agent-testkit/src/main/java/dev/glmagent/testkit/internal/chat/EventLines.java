package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.Fault.Kind;
import dev.glmagent.testkit.internal.GlmError;
import java.util.ArrayList;
import java.util.List;

/** Writes payloads as server-sent events: only {@code data:} lines, as the platform does, unless a fault asks for more. */
final class EventLines {

    private EventLines() {}

    static List<String> of(List<String> payloads, Quirks quirks) {
        List<String> spoilt = spoil(payloads, quirks);
        if (!quirks.has(Kind.WITHOUT_DONE)) {
            spoilt.add("[DONE]");
        }
        String end = quirks.has(Kind.CRLF) ? "\r\n\r\n" : "\n\n";
        String start = (quirks.has(Kind.COMMENTS) ? ": keep-alive" + end : "")
                + (quirks.has(Kind.NO_SPACE) ? "data:" : "data: ");
        List<String> events = new ArrayList<>(spoilt.size());
        for (String payload : spoilt) {
            String mark = events.isEmpty() && quirks.has(Kind.BYTE_ORDER_MARK) ? "\uFEFF" : "";
            events.add(mark + start + payload + end);
        }
        return events;
    }

    private static List<String> spoil(List<String> payloads, Quirks quirks) {
        List<String> spoilt = new ArrayList<>(payloads);
        int middle = payloads.size() / 2;
        if (quirks.has(Kind.BROKEN_EVENT) && !payloads.isEmpty()) {
            String payload = payloads.get(middle);
            spoilt.set(middle, payload.substring(0, payload.length() / 2));
        }
        if (quirks.has(Kind.ERROR_EVENT)) {
            GlmError error = GlmError.known("1234").orElseThrow();
            spoilt = new ArrayList<>(spoilt.subList(0, middle));
            spoilt.add(error.body());
        }
        return spoilt;
    }
}
