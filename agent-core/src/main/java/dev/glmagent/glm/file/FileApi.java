package dev.glmagent.glm.file;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Multipart;
import dev.glmagent.glm.internal.Pages;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Files on the platform. Uploads and downloads go between disk and network piece by piece, so their size does not matter to
 * memory. Thread-safe; made by {@link dev.glmagent.glm.Glm#files()}.
 *
 * <pre>{@code
 * FileInfo file = glm.files().upload(Path.of("requests.jsonl"), FilePurpose.BATCH, sent -> bar.show(sent));
 * for (FileInfo each : glm.files().list(FilePurpose.BATCH)) {
 *     System.out.println(each.filename());
 * }
 * glm.files().delete(file.id());
 * }</pre>
 */
public final class FileApi {

    /** The limit of a chat would cut a large file. */
    private static final Duration LIMIT = Duration.ofHours(1);
    /** GLM's documents say 100 MB. Whether it counts in 1000s or 1024s they do not say, so the larger one is let through. */
    private static final long MOST_LINES_BYTES = 100L * 1024 * 1024;

    private static final int PAGE = 100;

    private static final Set<FilePurpose> LINES = Set.of(FilePurpose.BATCH, FilePurpose.FINE_TUNE);

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public FileApi(Transport transport) {
        this.transport = transport;
    }

    /**
     * Uploads a file.
     *
     * @param file the file
     * @param purpose what it is for
     * @return the file on the platform
     * @throws IllegalArgumentException when there is no such file, or the platform would not take it
     * @throws GlmException when it could not be uploaded; code 1210 names what is wrong with a line
     */
    public FileInfo upload(Path file, FilePurpose purpose) {
        return upload(file, purpose, sent -> {});
    }

    /**
     * Uploads a file.
     *
     * @param file the file
     * @param purpose what it is for
     * @param progress is told, on this thread, how many bytes have been sent so far; begins again when the upload does
     * @return the file on the platform
     * @throws IllegalArgumentException when there is no such file, or the platform would not take it
     * @throws GlmException when it could not be uploaded; code 1210 names what is wrong with a line
     */
    public FileInfo upload(Path file, FilePurpose purpose, LongConsumer progress) {
        if (purpose.value().equals("retrieval")) {
            throw new IllegalArgumentException("Documents for retrieval belong to a knowledge base."
                    + " Fix: upload them with glm.knowledge().upload(..).");
        }
        Multipart form = Multipart.of().field("purpose", purpose).file("file", file, progress);
        if (LINES.contains(purpose)) {
            checkLines(file, purpose);
        }
        return transport.call(ApiRequest.post("files").content(form).callLimit(LIMIT), Readers.json(FileInfo.class));
    }

    private static void checkLines(Path file, FilePurpose purpose) {
        long size;
        try {
            size = Files.size(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("\"" + file + "\" cannot be read: " + e.getMessage(), e);
        }
        if (!file.toString().endsWith(".jsonl")) {
            throw new IllegalArgumentException(
                    "\"" + file + "\" does not end in .jsonl, and the platform takes nothing else" + " for " + purpose
                            + ". Fix: one JSON object a line, and the name.");
        } else if (size == 0) {
            throw new IllegalArgumentException("\"" + file + "\" is empty. Fix: close its writer before the upload.");
        } else if (size > MOST_LINES_BYTES) {
            throw new IllegalArgumentException("\"" + file + "\" has " + size
                    + " bytes, and the platform takes 100 MB for " + purpose + ". Fix: split it.");
        }
    }

    /**
     * The files of a purpose, newest first. Pages are fetched while you go through them.
     *
     * @param purpose whose files; the platform lists one purpose at a time
     * @return each iteration asks anew
     */
    public Iterable<FileInfo> list(FilePurpose purpose) {
        return Pages.after(
                FileInfo::id,
                last -> transport.call(
                        ApiRequest.get("files")
                                .query("purpose", purpose)
                                .query("limit", PAGE)
                                .query("after", last),
                        Pages.reader(FileInfo.class)));
    }

    /**
     * What the platform knows of a file.
     *
     * @param id the file's id
     * @return the file
     * @throws GlmException when there is no such file
     */
    public FileInfo get(String id) {
        return transport.call(ApiRequest.get("files", id), Readers.json(FileInfo.class));
    }

    /**
     * Downloads a file's content. The platform gives back files of batches only.
     *
     * @param id the file's id
     * @param target where it goes; appears when it is whole and replaces what is there
     * @return how many bytes it has
     * @throws GlmException when it could not be downloaded
     */
    public long download(String id, Path target) {
        return download(id, target, received -> {});
    }

    /**
     * Downloads a file's content. The platform gives back files of batches only.
     *
     * @param id the file's id
     * @param target where it goes; appears when it is whole and replaces what is there
     * @param progress is told, on this thread, how many bytes have come so far
     * @return how many bytes it has
     * @throws GlmException when it could not be downloaded
     */
    public long download(String id, Path target, LongConsumer progress) {
        return transport.call(ApiRequest.get("files", id, "content").callLimit(LIMIT), Readers.file(target, progress));
    }

    /**
     * Deletes a file.
     *
     * @param id the file's id
     * @throws GlmException when it could not be deleted
     */
    public void delete(String id) {
        transport.call(ApiRequest.delete("files", id), Readers.none());
    }
}
