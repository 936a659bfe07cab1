package dev.glmagent.glm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** Without this option a request of more than 8 KB waits 40 ms for an acknowledgement; nothing else shows whether it is set. */
class NoDelaySocketsTest {

    @Test
    void what_is_written_leaves_at_once() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new NoDelaySockets().createSocket()) {
            socket.connect(server.getLocalSocketAddress());

            assertThat(socket.getTcpNoDelay()).isTrue();
        }
    }
}
