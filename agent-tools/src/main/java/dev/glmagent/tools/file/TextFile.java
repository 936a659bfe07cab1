package dev.glmagent.tools.file;

import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Reads a whole small file as text. */
final class TextFile {

    private TextFile() {}

    /**
     * Reads UTF-8, or UTF-16 with a byte order mark.
     *
     * @throws ToolException for what is too large or no text
     */
    static String read(Sandbox sandbox, Path relative, int maxBytes) {
        String shown = relative.toString().replace('\\', '/');
        try (SeekableByteChannel channel = sandbox.read(relative)) {
            if (channel.size() > maxBytes) {
                throw new ToolException(String.format(
                        "\"%s\" has %,d bytes; at most %,d can be read", shown, channel.size(), maxBytes));
            }
            // One byte more than there is, to see a file that grows meanwhile.
            ByteBuffer bytes = ByteBuffer.allocate((int) channel.size() + 1);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            if (!bytes.hasRemaining()) {
                throw new ToolException("\"" + shown + "\" grew while it was read");
            }
            String text = decode(bytes.flip());
            if (text.indexOf('\0') >= 0) {
                throw new ToolException("\"" + shown + "\" is not a text file");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new ToolException("\"" + shown + "\" is not text in UTF-8 or UTF-16", e);
        } catch (IOException e) {
            throw new ToolException("\"" + shown + "\" cannot be read", e);
        }
    }

    private static String decode(ByteBuffer bytes) throws CharacterCodingException {
        Charset charset = StandardCharsets.UTF_8;
        if (bytes.remaining() >= 2) {
            int mark = bytes.getChar(bytes.position());
            charset = mark == 0xFEFF || mark == 0xFFFE ? StandardCharsets.UTF_16 : charset;
        }
        String text = charset.newDecoder().decode(bytes).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
