package dev.glmagent.testkit;

import java.util.Map;
import java.util.Optional;

/** What came over HTTP; the body is empty when it was over the limit. */
record HttpRequest(
        String method,
        String path,
        Map<String, String> headers,
        Optional<String> authorization,
        Optional<String> body) {}
