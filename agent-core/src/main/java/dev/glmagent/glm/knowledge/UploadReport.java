package dev.glmagent.glm.knowledge;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;

/**
 * What became of an upload. Documents that were taken are not searchable at once, see {@link KnowledgeApi#awaitDocument}.
 *
 * @param successInfos the documents that were taken
 * @param failedInfos the documents that were not
 */
public record UploadReport(
        @JsonAlias("successInfos") List<Taken> successInfos,
        @JsonAlias("failedInfos") List<Refused> failedInfos) {

    /**
     * A document that was taken.
     *
     * @param documentId names it in other calls
     * @param fileName its name
     */
    public record Taken(
            @JsonAlias("documentId") String documentId,
            @JsonAlias({"fileName", "filename"}) String fileName) {}

    /**
     * A document that was refused.
     *
     * @param fileName its name
     * @param failReason why
     */
    public record Refused(
            @JsonAlias({"fileName", "filename"}) String fileName,
            @JsonAlias("failReason") String failReason) {}
}
