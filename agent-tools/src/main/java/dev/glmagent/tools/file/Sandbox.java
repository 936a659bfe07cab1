package dev.glmagent.tools.file;

import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.util.Set;

/**
 * A directory that cannot be left, whatever the path says. Two checks, each enough by itself: the real path of what
 * exists must lie in the root, and the way down is walked from directory to directory by the system's own handles,
 * following no link, so that nothing can be swapped between the check and the opening. The second needs
 * {@link SecureDirectoryStream}, which Linux and macOS have.
 */
final class Sandbox {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    private final Path root;
    private final boolean handles;

    Sandbox(Path root) {
        this(root, true);
    }

    /** Without handles as on a system that has none. */
    Sandbox(Path root, boolean handles) {
        try {
            this.root = root.toRealPath();
            try (DirectoryStream<Path> stream = Files.newDirectoryStream(this.root)) {
                this.handles = handles && stream instanceof SecureDirectoryStream;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the root " + root + " is not a directory that can be read", e);
        }
    }

    /** What is done in the directory that holds the file, with the file's own name. */
    interface InDirectory<T> {
        T run(Directory directory, Path name) throws IOException;
    }

    /** The directory's real path, checked: for listing only, as it may change after the check. */
    Path resolve(Path relative) {
        return told(relative, () -> checked(relative));
    }

    String show(Path real) {
        return root.relativize(real).toString().replace('\\', '/');
    }

    /** Opens a regular file for reading. */
    SeekableByteChannel read(Path relative) {
        return in(relative, (directory, name) -> {
            if (!directory.view(name).readAttributes().isRegularFile()) {
                throw new ToolException("\"" + show(root.resolve(relative)) + "\" is not a regular file");
            }
            return directory.open(name, READ);
        });
    }

    /** Runs something in the directory of the file. */
    <T> T in(Path relative, InDirectory<T> action) {
        return told(relative, () -> {
            checked(relative);
            return walk(relative, action);
        });
    }

    /** The second check alone. */
    <T> T walk(Path relative, InDirectory<T> action) throws IOException {
        Path name = relative.getFileName();
        Path parent = relative.getParent();
        if (!handles) {
            Path directory = parent == null ? root : checked(parent);
            return action.run(new PlainDirectory(directory), name);
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(root)) {
            return walk((SecureDirectoryStream<Path>) stream, relative, 0, action);
        }
    }

    private static <T> T walk(SecureDirectoryStream<Path> here, Path relative, int depth, InDirectory<T> action)
            throws IOException {
        Path part = relative.getName(depth);
        if (part.toString().equals("..")) {
            throw new ToolException("the path leads out of the root");
        }
        if (depth == relative.getNameCount() - 1) {
            return action.run(new HandleDirectory(here), part);
        }
        try (SecureDirectoryStream<Path> next = here.newDirectoryStream(part, LinkOption.NOFOLLOW_LINKS)) {
            return walk(next, relative, depth + 1, action);
        }
    }

    /** The first check alone: what exists of the path, with every link resolved, lies in the root. */
    Path checked(Path relative) throws IOException {
        Path wanted = root.resolve(relative);
        Path existing = wanted;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            Path parent = existing.getParent();
            if (parent == null) {
                break;
            }
            existing = parent;
        }
        if (!existing.toRealPath().startsWith(root)) {
            throw new ToolException("the path leads out of the root");
        }
        return wanted;
    }

    private interface Act<T> {
        T run() throws IOException;
    }

    /** Tells the model what went wrong; the system's own message may hold the root's place. */
    private static <T> T told(Path relative, Act<T> act) {
        String path = relative.toString().replace('\\', '/');
        try {
            return act.run();
        } catch (NoSuchFileException e) {
            throw new ToolException("\"" + path + "\" does not exist; list_files tells what does", e);
        } catch (FileAlreadyExistsException e) {
            throw new ToolException("\"" + path + "\" exists; say overwrite=true to replace it", e);
        } catch (AccessDeniedException e) {
            throw new ToolException("\"" + path + "\" may not be opened by this program", e);
        } catch (IOException e) {
            throw new ToolException("\"" + path + "\" cannot be opened; links are not followed", e);
        }
    }

    /** The few things done in an open directory. */
    interface Directory {
        BasicFileAttributeView view(Path name);

        SeekableByteChannel open(Path name, Set<? extends OpenOption> options) throws IOException;

        void move(Path from, Path to) throws IOException;

        void delete(Path name) throws IOException;
    }

    private record HandleDirectory(SecureDirectoryStream<Path> stream) implements Directory {
        @Override
        public BasicFileAttributeView view(Path name) {
            return stream.getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public SeekableByteChannel open(Path name, Set<? extends OpenOption> options) throws IOException {
            return stream.newByteChannel(name, options);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            stream.move(from, stream, to);
        }

        @Override
        public void delete(Path name) throws IOException {
            stream.deleteFile(name);
        }
    }

    private record PlainDirectory(Path path) implements Directory {
        @Override
        public BasicFileAttributeView view(Path name) {
            return Files.getFileAttributeView(
                    path.resolve(name), BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        }

        @Override
        public SeekableByteChannel open(Path name, Set<? extends OpenOption> options) throws IOException {
            return Files.newByteChannel(path.resolve(name), options);
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(
                    path.resolve(from),
                    path.resolve(to),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }

        @Override
        public void delete(Path name) throws IOException {
            Files.delete(path.resolve(name));
        }
    }
}
