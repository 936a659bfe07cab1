package dev.glmagent.tools.file;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tools.internal.ForeignText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Lists, reads and searches the text files below a directory, and nothing else. Links are not followed. Names that look
 * like secrets ({@code .env*}, {@code *.pem}, {@code *.key}, {@code id_*}, {@code application*.yml}, …) and {@code .git}
 * are kept from the model unless allowed.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(FileTools.under(Path.of("docs")));
 * }</pre>
 */
public final class FileTools {

    /** A model reads some 1,000 lines at a time with profit; the tool's result ends at 16,000 characters anyway. */
    private static final int MAX_CHARACTERS = 12_000;

    private final Sandbox sandbox;
    private final PathRules rules;
    private final int maxBytes;

    FileTools(Sandbox sandbox, PathRules rules, int maxBytes) {
        this.sandbox = sandbox;
        this.rules = rules;
        this.maxBytes = maxBytes;
    }

    /**
     * Files up to 1 MB below a directory.
     *
     * @param root the directory; read once, now
     * @return the tools
     * @throws java.io.UncheckedIOException when it is no directory or cannot be read
     */
    public static FileTools under(Path root) {
        return builder(root).build();
    }

    /**
     * Files below a directory, with settings.
     *
     * @param root the directory
     * @return a builder
     */
    public static FileToolsBuilder builder(Path root) {
        return new FileToolsBuilder(root);
    }

    /**
     * Lists a directory.
     *
     * @param path the directory
     * @param depth how many levels
     * @return one line an entry
     */
    @Tool(
            name = "list_files",
            readOnly = true,
            value = "List the files and folders below a folder, with sizes; at most 500. 列出文件夹里的文件和子文件夹")
    public String list(
            @Param(value = "Folder below the root, . for the root itself 文件夹", defaultValue = ".") String path,
            @Param(value = "How many levels deep, 1 to 8 层数", defaultValue = "1") int depth) {
        if (depth < 1 || depth > Tree.MAX_DEPTH) {
            throw new ToolException("depth is " + depth + "; it goes from 1 to " + Tree.MAX_DEPTH);
        }
        return ForeignText.quote("file names", new Tree(sandbox, rules).list(rules.relative(path), depth));
    }

    /**
     * Reads lines.
     *
     * @param path the file
     * @param from first line
     * @param count how many
     * @return the lines, numbered
     */
    @Tool(name = "read_file", readOnly = true, value = "Read a text file, or some lines of it. 读取文本文件的内容,可以只读其中几行")
    public String read(
            @Param("File below the root, for example docs/readme.md 文件路径") String path,
            @Param(value = "First line, from 1 起始行", defaultValue = "1") int from,
            @Param(value = "How many lines 行数", defaultValue = "200") int count) {
        if (from < 1 || count < 1) {
            throw new ToolException("from and count must be at least 1");
        }
        Path relative = rules.file(path);
        List<String> lines = TextFile.read(sandbox, relative, maxBytes).lines().toList();
        if (from > Math.max(1, lines.size())) {
            throw new ToolException("\"" + path + "\" has " + lines.size() + " lines");
        }
        StringBuilder text = new StringBuilder();
        int line = from;
        while (line <= lines.size() && line - from < count && text.length() < MAX_CHARACTERS) {
            String numbered = line + "\t" + lines.get(line - 1) + "\n";
            text.append(numbered, 0, Math.min(numbered.length(), MAX_CHARACTERS));
            line++;
        }
        String rest = line <= lines.size() ? "more lines follow: from=" + line : "that is the end";
        return ForeignText.quote("the file \"" + path + "\"", text.toString().stripTrailing()) + "\nlines " + from
                + " to " + (line - 1) + " of " + lines.size() + "; " + rest;
    }

    /**
     * Finds text.
     *
     * @param text what to look for
     * @param path where
     * @param name part of the file's name
     * @return one line a hit
     */
    @Tool(
            name = "search_files",
            readOnly = true,
            value =
                    "Find the lines of text files that contain a text, upper and lower case alike; at most 100. 在文件内容中查找文字")
    public String search(
            @Param("Text to look for, as it stands in the file 要查找的文字") String text,
            @Param(value = "Folder to look in, . for all 文件夹", defaultValue = ".") String path,
            @Param("Only files whose name contains this, for example .md 文件名包含") Optional<String> name) {
        if (text.isBlank()) {
            throw new ToolException("the text to look for is blank");
        }
        String hits = new Tree(sandbox, rules).search(rules.relative(path), text, name.orElse(""), maxBytes);
        return ForeignText.quote("files", hits);
    }
}
