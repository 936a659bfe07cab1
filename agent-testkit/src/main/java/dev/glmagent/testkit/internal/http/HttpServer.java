package dev.glmagent.testkit.internal.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/**
 * The HTTP layer, all of it: hands whole requests to a handler and sends back what it returns. It is built on sockets
 * because the JDK's server can send neither a reset nor half a chunk.
 */
public final class HttpServer implements AutoCloseable {

    /** Longer than any client's own pool keeps a connection (OkHttp: 5 minutes), so that the client closes first. */
    private static final Duration IDLE = Duration.ofMinutes(6);

    /** How much a client may still send after a refusal before it is cut off. */
    private static final int MAX_DISCARDED = 32 * 1024 * 1024;

    private static final Duration GOODBYE = Duration.ofSeconds(2);

    /** Answers requests; several at once. */
    public interface Handler {

        /** Answers one. */
        HttpReply handle(HttpRequest request);

        /** Words a refusal of something that is not a request; the connection is closed after it. */
        HttpReply refuse(int status, String why);
    }

    private final ServerSocket listener;
    private final ExecutorService workers = Workers.start();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Duration readTimeout;
    private final Handler handler;
    private final Thread acceptor = Workers.daemon(this::accept, "glm-emulator-accept");

    private HttpServer(ServerSocket listener, Duration readTimeout, Handler handler) {
        this.listener = listener;
        this.readTimeout = readTimeout;
        this.handler = handler;
    }

    /**
     * Listens and serves.
     *
     * @param address where to listen; port 0 takes a free one
     * @param readTimeout how long a request may take to arrive, from its first byte to its last
     * @param handler what answers
     */
    public static HttpServer open(InetSocketAddress address, Duration readTimeout, Handler handler) throws IOException {
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            // The queue is long because a test may open a thousand connections at once.
            listener.bind(address, 1024);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        HttpServer server = new HttpServer(listener, readTimeout, handler);
        server.acceptor.start();
        return server;
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Frees the port and cuts all connections. */
    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
            // The port is free only when the thread that was waiting on it has left.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            workers.shutdownNow();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                workers.execute(() -> serve(socket));
                if (listener.isClosed()) {
                    socket.close();
                }
            } catch (IOException | RejectedExecutionException e) {
                // The listener was closed, or one client was gone before it was served; the loop's head tells which.
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Inbound in = new Inbound(socket);
            OutputStream out = socket.getOutputStream();
            RequestReader reader = new RequestReader(in, out);
            Outbound outbound = new Outbound(socket, out, in);
            boolean keep = true;
            while (keep && in.awaitFirst(IDLE)) {
                in.deadlineIn(readTimeout);
                keep = exchange(reader, outbound, in, socket);
            }
        } catch (IOException e) {
            // The client went away or the emulator closes: there is nobody to tell.
        } finally {
            open.remove(socket);
        }
    }

    private boolean exchange(RequestReader reader, Outbound outbound, Inbound in, Socket socket) throws IOException {
        HttpRequest request;
        try {
            request = reader.read();
        } catch (BadRequestException e) {
            outbound.send(handler.refuse(e.status(), String.valueOf(e.getMessage())), false, false);
            return goodbye(in, socket);
        } catch (SocketTimeoutException e) {
            outbound.send(
                    handler.refuse(408, "the request did not arrive within " + readTimeout.toMillis() + " ms"),
                    false,
                    false);
            return goodbye(in, socket);
        }
        boolean keep = !request.header("Connection").orElse("").equalsIgnoreCase("close");
        boolean kept =
                outbound.send(handler.handle(request), keep, request.method().equals("HEAD"));
        return kept || (!socket.isClosed() && goodbye(in, socket));
    }

    /** Closing with bytes unread would send a reset, and the client would lose the answer that it has not read yet. */
    private static boolean goodbye(Inbound in, Socket socket) throws IOException {
        if (!socket.isOutputShutdown()) {
            socket.shutdownOutput();
        }
        in.deadlineIn(GOODBYE);
        try {
            in.discard(MAX_DISCARDED);
        } catch (SocketTimeoutException e) {
            // It had its time.
            return false;
        }
        return false;
    }
}
