package dev.glmagent.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that sends bytes and tells how the connection ended. */
final class RawSocket implements AutoCloseable {

    private final Socket socket;

    RawSocket(GlmEmulator emulator) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), emulator.port());
            socket.setSoTimeout(10_000);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A chat request in full, as a client would send it. */
    static String chat(GlmEmulator emulator, String body) {
        return "POST /api/paas/v4/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                + emulator.apiKey() + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    RawSocket send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return this;
    }

    /** Everything until the connection ends, and {@code (reset)} at the end if it was reset. */
    String rest() {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        String end = "";
        try {
            InputStream in = socket.getInputStream();
            for (int next = in.read(); next >= 0; next = in.read()) {
                read.write(next);
            }
        } catch (IOException e) {
            end = e.getMessage() != null && e.getMessage().contains("timed out") ? "(timeout)" : "(reset)";
        }
        return read.toString(StandardCharsets.UTF_8) + end;
    }

    /** The next bytes, as many as the text has, which they have to be. */
    String next(int length) {
        try {
            return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Whether nothing comes for a while. */
    boolean silent() {
        try {
            socket.setSoTimeout(150);
            socket.getInputStream().read();
            return false;
        } catch (java.net.SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
