package dev.glmagent.tools.file;

import dev.glmagent.tool.ToolException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a path given by a model may look like, the same on every system: a file name that only one system can hold is
 * refused on all. This is the first of three checks, and the only one that looks at text.
 */
final class PathRules {

    private static final int MAX_LENGTH = 1000;

    /** Names that Windows takes for devices, whatever follows the first dot. */
    private static final Pattern DEVICE =
            Pattern.compile("(con|prn|aux|nul|clock\\$|conin\\$|conout\\$|com[0-9¹²³]|lpt[0-9¹²³])(\\..*)?");

    private static final Set<Integer> INVISIBLE = Set.of(
            (int) Character.CONTROL,
            (int) Character.FORMAT,
            (int) Character.SURROGATE,
            (int) Character.LINE_SEPARATOR,
            (int) Character.PARAGRAPH_SEPARATOR);

    private final List<Glob> denied;
    private final List<Glob> allowed;

    PathRules(List<Glob> denied, List<Glob> allowed) {
        this.denied = List.copyOf(denied);
        this.allowed = List.copyOf(allowed);
    }

    /** A path below the root, without dots; empty for the root itself. */
    Path relative(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new ToolException("the path has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
        if (text.isBlank()) {
            throw new ToolException("the path is blank; give a path below the root, or . for the root itself");
        }
        if (text.codePoints().anyMatch(c -> INVISIBLE.contains(Character.getType(c)))) {
            throw new ToolException("the path holds control or invisible characters");
        }
        if (text.startsWith("/") || text.indexOf('\\') >= 0 || text.indexOf(':') >= 0) {
            throw refused(text, "give a path below the root with / between its parts, for example docs/readme.md");
        }
        Path path = parse(text);
        for (Path part : path) {
            checkPart(text, part.toString());
        }
        return path;
    }

    /** A path below the root that is not the root. */
    Path file(String text) {
        Path path = relative(text);
        if (path.toString().isEmpty()) {
            throw new ToolException("the path \"" + text + "\" is the root; give the name of a file");
        }
        return path;
    }

    private static Path parse(String text) {
        try {
            Path path = Path.of(text).normalize();
            if (path.isAbsolute() || path.startsWith("..")) {
                throw refused(text, "it leads out of the root");
            }
            return path;
        } catch (InvalidPathException e) {
            throw refused(text, "it is not a path");
        }
    }

    private void checkPart(String text, String part) {
        if (part.endsWith(" ") || (part.endsWith(".") && !part.equals("."))) {
            throw refused(text, "no part of a path may end with a dot or a space");
        }
        if (DEVICE.matcher(part.toLowerCase(Locale.ROOT)).matches()) {
            throw refused(text, "it is the name of a device");
        }
        if (isDenied(part)) {
            throw refused(text, "files of this name are kept from agents");
        }
    }

    /** Whether a file or directory of this name may not be seen. */
    boolean isDenied(String name) {
        return denied.stream().anyMatch(glob -> glob.matches(name))
                && allowed.stream().noneMatch(glob -> glob.matches(name));
    }

    private static ToolException refused(String path, String why) {
        return new ToolException("the path \"" + path + "\" is refused: " + why);
    }
}
