package dev.glmagent.glm.file;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.time.Instant;
import java.util.Optional;

/**
 * A file on the platform, which keeps it for 30 days.
 *
 * @param id names it in other calls
 * @param filename its name, empty when the platform does not say
 * @param bytes its size, 0 when the platform does not say
 * @param purpose what it is for
 * @param createdAt when it was uploaded
 * @param status what the platform made of it, empty when it does not say
 * @param statusDetails why it could not be used, empty when it can
 */
public record FileInfo(
        String id,
        // The platform was seen to write it both ways.
        @JsonAlias("fileName") String filename,
        long bytes,
        String purpose,
        Optional<Instant> createdAt,
        String status,
        String statusDetails) {}
