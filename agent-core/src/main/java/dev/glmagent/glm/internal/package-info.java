/**
 * HTTP, JSON, credentials, repeating and errors of the GLM platform. Not for use from outside.
 *
 * <p>How a class of an API uses it: one request value, one reader, one call. Everything else is done here: the key, limits,
 * repeating, cancelling, errors that say what to do.
 *
 * <pre>{@code
 * // JSON to JSON. Records in, records out; absent and empty fields are left out and read as empty.
 * EmbeddingReply reply = transport.call(
 *         ApiRequest.post("embeddings").json(new EmbeddingBody(model, texts)).withRequestId().repeatable(),
 *         Readers.json(EmbeddingReply.class));
 *
 * // What must not happen twice is not marked repeatable: it is sent again only when it surely did nothing.
 * transport.call(ApiRequest.post("fine_tuning/jobs").json(job), Readers.json(Job.class));
 *
 * // Upload from disk with progress; the limit of a whole call is for chats, not for a gigabyte.
 * transport.call(
 *         ApiRequest.post("files")
 *                 .content(Multipart.of().field("purpose", "batch").file("file", path, sent -> show(sent)))
 *                 .callLimit(Duration.ofHours(1)),
 *         Readers.json(FileInfo.class));
 *
 * // Ids are given as segments, which are encoded; query parameters too, and an empty Optional leaves one out.
 * transport.call(ApiRequest.get("files", id, "content"), Readers.file(target, received -> {}));
 * transport.call(ApiRequest.get("files").query("after", cursor), Readers.json(FilePage.class));
 * transport.call(ApiRequest.delete("files", id), Readers.none());
 * }</pre>
 *
 * <p>A path with a leading slash begins at the host instead of the base URL, for the newer knowledge base. Errors in a 200
 * are recognised, and {@code code} 200 is the knowledge base's envelope, not an error.
 */
@NullMarked
package dev.glmagent.glm.internal;

import org.jspecify.annotations.NullMarked;
