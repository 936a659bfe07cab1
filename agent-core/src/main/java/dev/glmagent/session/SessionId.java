package dev.glmagent.session;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Names a session. It is made of parts, and no part can hold the sign that parts are joined by: with the authenticated
 * user as the first part, nothing that a user chooses as the second one leads to the session of another user.
 *
 * <pre>{@code
 * SessionId.of(user.id(), chat);   // "user-7" and "chat-1" make user-7/chat-1
 * }</pre>
 *
 * @param value the parts, joined by slashes; at most 200 characters
 */
public record SessionId(String value) {

    private static final int MAX_LENGTH = 200;

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9._:@-]+");

    /**
     * Checks the id.
     *
     * @throws IllegalArgumentException when a part is empty or holds anything but ASCII letters, digits and {@code . _ : @ -}
     */
    public SessionId {
        for (String part : value.split("/", -1)) {
            requirePart(part);
        }
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("The session id has " + value.length() + " characters; at most "
                    + MAX_LENGTH + " are allowed. Fix: use the id of the conversation, not its content.");
        }
    }

    /**
     * An id of one or more parts.
     *
     * @param parts the one that your program vouches for first, for example the authenticated user
     * @return the id
     * @throws IllegalArgumentException when there is no part, or one is empty or holds anything but ASCII letters, digits and
     *     {@code . _ : @ -}
     */
    public static SessionId of(String... parts) {
        Arrays.stream(parts).forEach(SessionId::requirePart);
        return new SessionId(String.join("/", parts));
    }

    /**
     * An id that nobody can guess.
     *
     * @return 122 random bits
     */
    public static SessionId random() {
        return new SessionId(UUID.randomUUID().toString());
    }

    /**
     * The id in a form that no file system and no database takes for another one's: some of them do not tell upper from
     * lower case.
     *
     * @return 64 hexadecimal digits, the SHA-256 of the value
     */
    public String key() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }

    private static void requirePart(String part) {
        if (!PART.matcher(part).matches()) {
            throw new IllegalArgumentException((part.isEmpty()
                            ? "A part of the session id is empty."
                            : "The session id holds \"" + visible(part) + "\".")
                    + " Expected: parts of ASCII letters, digits and . _ : @ -"
                    + " Fix: name sessions by ids that your program made.");
        }
    }

    /** Ids come from outside, and the message goes to logs. */
    private static String visible(String part) {
        String start = part.length() > 40 ? part.substring(0, 40) + "…" : part;
        return start.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }
}
