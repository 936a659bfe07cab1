package dev.glmagent.glm.file;

/**
 * What a file is for; the platform checks it accordingly.
 *
 * @param value as the platform writes it. The constants are those of its documents; newer ones can be written out
 */
public record FilePurpose(String value) {

    /** Requests to be answered in the background: {@code .jsonl}, at most 100 MB. */
    public static final FilePurpose BATCH = new FilePurpose("batch");

    /** Conversations to learn from: {@code .jsonl}, at most 100 MB. */
    public static final FilePurpose FINE_TUNE = new FilePurpose("fine-tune");

    /** Documents whose text is wanted. */
    public static final FilePurpose FILE_EXTRACT = new FilePurpose("file-extract");

    /** What users hand to a chat. */
    public static final FilePurpose USER_DATA = new FilePurpose("user_data");

    /** What agents work with, at most 20 MB. */
    public static final FilePurpose AGENT = new FilePurpose("agent");

    /** What the code interpreter works with, at most 20 MB. */
    public static final FilePurpose CODE_INTERPRETER = new FilePurpose("code-interpreter");

    @Override
    public String toString() {
        return value;
    }
}
