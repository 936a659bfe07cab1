package dev.glmagent.glm.internal;

import dev.glmagent.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What one body, or one event of a stream, says. Filled anew for each event by {@link ReplyParser}; what was not said is
 * null.
 */
final class ReplyPart {

    /** The id, the model and so on are known from an earlier event and need not be read again. Not cleared. */
    boolean identified;

    @Nullable String id;

    @Nullable String requestId;

    @Nullable String model;

    long created;
    boolean hasChoice;

    @Nullable String finishReason;

    @Nullable String text;

    @Nullable String reasoning;

    final List<CallPart> calls = new ArrayList<>(2);

    @Nullable Usage usage;

    @Nullable JsonNode error;

    @Nullable JsonNode webSearch;

    @Nullable JsonNode contentFilter;

    @Nullable String taskStatus;

    /** A piece of a tool call. */
    static final class CallPart {
        int index = -1;
        String id = "";
        String name = "";
        String arguments = "";
        /** Reports of what ran on the server have another type; there is nothing to run here. */
        boolean isFunction;
    }

    void clear() {
        id = null;
        requestId = null;
        model = null;
        created = 0;
        hasChoice = false;
        finishReason = null;
        text = null;
        reasoning = null;
        calls.clear();
        usage = null;
        error = null;
        webSearch = null;
        contentFilter = null;
        taskStatus = null;
    }
}
