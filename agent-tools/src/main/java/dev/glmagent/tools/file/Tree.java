package dev.glmagent.tools.file;

import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;

/** Walks below a directory; follows no link and stops in time, however much there is. */
final class Tree {

    static final int MAX_DEPTH = 8;

    private static final int MAX_ENTRIES = 500;
    private static final int MAX_HITS = 100;
    private static final int MAX_HIT_LENGTH = 200;

    /** Some seconds on a slow disk. */
    private static final int MAX_VISITED = 20_000;

    private final Sandbox sandbox;
    private final PathRules rules;

    Tree(Sandbox sandbox, PathRules rules) {
        this.sandbox = sandbox;
        this.rules = rules;
    }

    String list(Path start, int depth) {
        List<String> lines = new ArrayList<>();
        boolean all = walk(start, depth, (path, attributes) -> {
            lines.add(describe(path, attributes));
            return lines.size() < MAX_ENTRIES;
        });
        Collections.sort(lines);
        if (lines.isEmpty()) {
            return "(empty)";
        }
        return String.join("\n", lines) + (all ? "" : "\n(there are more; list a folder of these)");
    }

    String search(Path start, String text, String name, int maxBytes) {
        List<String> hits = new ArrayList<>();
        String wanted = text.toLowerCase(Locale.ROOT);
        boolean all = walk(start, MAX_DEPTH, (path, attributes) -> {
            if (attributes.isRegularFile()
                    && attributes.size() <= maxBytes
                    && path.getFileName().toString().contains(name)) {
                searchFile(path, wanted, maxBytes, hits);
            }
            return hits.size() < MAX_HITS;
        });
        if (hits.isEmpty()) {
            return "(no line contains it)" + (all ? "" : " (not all files were looked at; name a folder)");
        }
        return String.join("\n", hits) + (all ? "" : "\n(there are more; name a folder or a longer text)");
    }

    private void searchFile(Path path, String wanted, int maxBytes, List<String> hits) {
        String shown = sandbox.show(path);
        List<String> lines;
        try {
            lines = TextFile.read(sandbox, Path.of(shown), maxBytes).lines().toList();
        } catch (ToolException notText) {
            return;
        }
        for (int i = 0; i < lines.size() && hits.size() < MAX_HITS; i++) {
            String line = lines.get(i);
            if (line.toLowerCase(Locale.ROOT).contains(wanted)) {
                String cut = line.length() > MAX_HIT_LENGTH ? line.substring(0, MAX_HIT_LENGTH) + "…" : line;
                hits.add(shown + ":" + (i + 1) + ": " + cut.strip());
            }
        }
    }

    private String describe(Path path, BasicFileAttributes attributes) {
        String shown = sandbox.show(path);
        if (attributes.isDirectory()) {
            return shown + "/";
        }
        return shown + (attributes.isRegularFile() ? "  " + attributes.size() + " bytes" : "  (not a regular file)");
    }

    /** Whether all was seen. */
    private boolean walk(Path relative, int depth, BiPredicate<Path, BasicFileAttributes> visit) {
        Path start = sandbox.resolve(relative);
        if (!Files.isDirectory(start, LinkOption.NOFOLLOW_LINKS)) {
            throw new ToolException("\"" + relative + "\" is not a folder");
        }
        int[] visited = {0};
        boolean[] all = {true};
        try {
            Files.walkFileTree(start, Set.of(), depth, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                    if (directory.equals(start)) {
                        return FileVisitResult.CONTINUE;
                    }
                    return rules.isDenied(directory.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : visitFile(directory, attributes);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (rules.isDenied(file.getFileName().toString())) {
                        return FileVisitResult.CONTINUE;
                    }
                    if (visit.test(file, attributes)
                            && visited[0]++ < MAX_VISITED
                            && !Thread.currentThread().isInterrupted()) {
                        return FileVisitResult.CONTINUE;
                    }
                    all[0] = false;
                    return FileVisitResult.TERMINATE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException unreadable) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new ToolException("\"" + relative + "\" cannot be listed", e);
        }
        return all[0];
    }
}
