package dev.glmagent.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A chat server that costs less than its clients: it reads a body without looking at it, and answers by count. To a base
 * URL that ends in {@code /r20} it asks for twenty tool calls, one a reply, and then answers; in a process of its own, so
 * that a client's garbage is its own.
 */
public final class ChatServer implements AutoCloseable {

    private static final Pattern ROUNDS = Pattern.compile("^POST \\S*/r(\\d+)/");

    private final Process process;
    private final int port;

    private ChatServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one in another process.
     *
     * @return ready to be asked
     * @throws IOException when it does not start
     */
    public static ChatServer start() throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ChatServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        InputStream out = process.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = out.read(); c != '\n' && c != -1; c = out.read()) {
            line.append((char) c);
        }
        return new ChatServer(process, Integer.parseInt(line.toString().strip()));
    }

    /**
     * The base URL of runs of so many rounds.
     *
     * @param rounds tool calls before the answer
     * @return for a GLM client
     */
    public String baseUrl(int rounds) {
        return "http://127.0.0.1:" + port + "/r" + rounds;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The server process: prints its port and serves until it is ended.
     *
     * @param args none
     * @throws IOException when it cannot listen
     */
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress())) {
            System.out.println(server.getLocalPort());
            while (true) {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread thread = new Thread(() -> serve(socket));
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static void serve(Socket socket) {
        try (socket) {
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
            OutputStream out = socket.getOutputStream();
            int answered = 0;
            while (true) {
                int rounds = readRequest(in);
                boolean last = answered == rounds;
                out.write(last ? ANSWER : CALL);
                answered = last ? 0 : answered + 1;
            }
        } catch (EOFException closed) {
            // The client is done.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int readRequest(InputStream in) throws IOException {
        String first = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        in.skipNBytes(length);
        Matcher rounds = ROUNDS.matcher(first);
        if (!rounds.find()) {
            throw new IOException("no rounds in " + first);
        }
        return Integer.parseInt(rounds.group(1));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c == -1) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private static final byte[] CALL = response(
            "\"finish_reason\":\"tool_calls\",\"message\":{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":"
                    + "\"call_8655897009087545746\",\"type\":\"function\",\"index\":0,\"function\":{\"name\":\"forecast\",\"arguments\":"
                    + "\"{\\\"city\\\":\\\"北京\\\",\\\"days\\\":3}\"}}]}");

    private static final byte[] ANSWER =
            response("\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":"
                    + "\"北京未来三天多云转晴,最高气温在四到九度之间,早晚较冷,请注意保暖。\"}");

    private static byte[] response(String choice) {
        byte[] body =
                ("{\"id\":\"8655897009087545746\",\"created\":1764000000,\"model\":\"glm-4\",\"choices\":[{\"index\":0,"
                                + choice
                                + "}],\"usage\":{\"prompt_tokens\":120,\"completion_tokens\":20,\"total_tokens\":140}}")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=UTF-8\r\nContent-Length: "
                        + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        return all;
    }
}
