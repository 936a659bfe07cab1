package dev.glmagent.tools.file;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.UUID;

/**
 * Writes text files below a directory. It is destructive, so a human is asked before each call unless the agent's policy
 * says otherwise. Its root need not be the one that is read from.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(FileTools.under(project), FileWriteTools.under(project.resolve("out")));
 * }</pre>
 */
public final class FileWriteTools {

    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

    private final Sandbox sandbox;
    private final PathRules rules;
    private final int maxBytes;

    FileWriteTools(Sandbox sandbox, PathRules rules, int maxBytes) {
        this.sandbox = sandbox;
        this.rules = rules;
        this.maxBytes = maxBytes;
    }

    /**
     * Files up to 1 MB below a directory.
     *
     * @param root the directory
     * @return the tool
     * @throws java.io.UncheckedIOException when it is no directory or cannot be read
     */
    public static FileWriteTools under(Path root) {
        return new FileToolsBuilder(root).buildWriter();
    }

    /**
     * Writes a file, whole or not at all.
     *
     * @param path the file
     * @param content its text
     * @param overwrite whether an existing file may be replaced
     * @return what was done
     */
    @Tool(
            name = "write_file",
            destructive = true,
            parallel = false,
            value =
                    "Write a text file, with the folders it needs. An existing file is replaced only with overwrite=true. 写入文本文件")
    public String write(
            @Param("File below the root, for example reports/today.md 文件路径") String path,
            @Param("The whole text of the file 文件内容") String content,
            @Param(value = "Replace the file if it exists 覆盖已有文件", defaultValue = "false") boolean overwrite) {
        Path relative = rules.file(path);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > maxBytes) {
            throw new ToolException(
                    String.format("the content has %,d bytes; at most %,d can be written", bytes.length, maxBytes));
        }
        if (relative.getParent() != null) {
            createFolders(relative.getParent());
        }
        return sandbox.in(relative, (directory, name) -> {
            boolean replaced = overwrite && exists(directory, name);
            if (replaced) {
                Path temporary = Path.of(".write-" + UUID.randomUUID());
                put(directory, temporary, bytes);
                directory.move(temporary, name);
            } else {
                put(directory, name, bytes);
            }
            return String.format("%s \"%s\", %,d bytes", replaced ? "replaced" : "wrote", path, bytes.length);
        });
    }

    private void createFolders(Path relative) {
        Path folder = sandbox.resolve(relative);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new ToolException("the folder of the file cannot be made", e);
        }
    }

    private static boolean exists(Sandbox.Directory directory, Path name) throws IOException {
        try {
            if (!directory.view(name).readAttributes().isRegularFile()) {
                throw new ToolException("\"" + name + "\" is not a regular file; it is left alone");
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private static void put(Sandbox.Directory directory, Path name, byte[] bytes) throws IOException {
        WritableByteChannel opened = directory.open(name, NEW);
        try (WritableByteChannel channel = opened) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            try {
                directory.delete(name);
            } catch (IOException left) {
                e.addSuppressed(left);
            }
            throw e;
        }
    }
}
