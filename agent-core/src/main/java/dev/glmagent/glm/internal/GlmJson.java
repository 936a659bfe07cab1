package dev.glmagent.glm.internal;

import tools.jackson.databind.json.JsonMapper;

/** The mapper of the protocol: tolerant of fields it does not know. */
final class GlmJson {

    static final JsonMapper MAPPER = new JsonMapper();

    private GlmJson() {}
}
