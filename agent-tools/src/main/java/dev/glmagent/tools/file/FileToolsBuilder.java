package dev.glmagent.tools.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Settings of {@link FileTools} and {@link FileWriteTools}. */
public final class FileToolsBuilder {

    /** Where programs keep keys and passwords, and what a repository keeps for itself. */
    private static final List<String> DENIED = List.of(
            ".git",
            ".env*",
            "*.pem",
            "*.key",
            "*.p12",
            "*.jks",
            "*.keystore",
            "id_*",
            ".ssh",
            ".aws",
            ".netrc",
            ".npmrc",
            ".pgpass",
            "application*.yml",
            "application*.yaml",
            "application*.properties");

    private final Path root;
    private final List<Glob> denied =
            new ArrayList<>(DENIED.stream().map(Glob::new).toList());
    private final List<Glob> allowed = new ArrayList<>();
    private int maxBytes = 1_000_000;

    FileToolsBuilder(Path root) {
        this.root = root;
    }

    /**
     * Keeps more names from the model.
     *
     * @param name a file or directory name, {@code *} for any characters; case does not count
     * @return this
     */
    public FileToolsBuilder deny(String name) {
        denied.add(new Glob(name));
        return this;
    }

    /**
     * Allows names that would be kept from the model.
     *
     * @param name as for {@link #deny}
     * @return this
     */
    public FileToolsBuilder allow(String name) {
        allowed.add(new Glob(name));
        return this;
    }

    /**
     * The largest file that is read or written.
     *
     * @param bytes 1 to 100,000,000; 1,000,000 by default. A file that is read is held in memory whole
     * @return this
     */
    public FileToolsBuilder maxFileBytes(int bytes) {
        if (bytes < 1 || bytes > 100_000_000) {
            throw new IllegalArgumentException("maxFileBytes is " + bytes + "; expected 1 to 100,000,000");
        }
        maxBytes = bytes;
        return this;
    }

    /**
     * The tools that read.
     *
     * @return the tools
     * @throws java.io.UncheckedIOException when the root is no directory or cannot be read
     */
    public FileTools build() {
        return new FileTools(new Sandbox(root), rules(), maxBytes);
    }

    /**
     * The tool that writes, for the same root.
     *
     * @return the tool
     * @throws java.io.UncheckedIOException when the root is no directory or cannot be read
     */
    public FileWriteTools buildWriter() {
        return new FileWriteTools(new Sandbox(root), rules(), maxBytes);
    }

    private PathRules rules() {
        return new PathRules(denied, allowed);
    }
}
