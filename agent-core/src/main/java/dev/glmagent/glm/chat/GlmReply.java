package dev.glmagent.glm.chat;

import dev.glmagent.chat.ChatReply;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A reply with what only GLM tells about it.
 *
 * @param reply what every chat model gives
 * @param requestId the id that names the request to GLM's support
 * @param created when the platform made it, if it said so
 * @param sources what a {@link WebSearch} found. Empty also when the search could not run, for example on an empty
 *     balance: then the answer is not grounded, and GLM does not say so
 * @param filtered what moderation noted
 */
public record GlmReply(
        ChatReply reply, String requestId, Optional<Instant> created, List<Source> sources, List<Filtered> filtered) {

    /** Copies the lists. */
    public GlmReply {
        sources = List.copyOf(sources);
        filtered = List.copyOf(filtered);
    }

    /**
     * The words of the reply.
     *
     * @return empty when there are none
     */
    public String text() {
        return reply.message().text();
    }

    /**
     * A page that a search found; each field is empty when GLM did not tell it.
     *
     * @param title the page's title
     * @param link its address
     * @param media the site's name
     * @param icon the address of the site's picture
     * @param content what the model was given of it
     * @param refer the mark by which the answer refers to it, for example {@code ref_1}
     * @param published the day it was published, as the page says it
     */
    public record Source(
            String title, String link, String media, String icon, String content, String refer, String published) {}

    /**
     * A note of moderation.
     *
     * @param role whose words: {@code user}, {@code assistant} or {@code history}
     * @param level 0 to 3; 0 is the most severe
     */
    public record Filtered(String role, int level) {}
}
