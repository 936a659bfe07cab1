package dev.glmagent.glm;

import dev.glmagent.glm.internal.Time;
import java.util.Arrays;

/** A client of a scripted platform, on fake time: each request gets the next answer. */
final class Platform implements AutoCloseable {

    final FaultServer server;
    final FakeTime time = new FakeTime();
    final Glm glm;

    private Platform(FaultServer server) {
        this.server = server;
        this.glm = Glm.builder()
                .apiKey("id.secret-of-the-test")
                .baseUrl(server.baseUrl())
                .time((Time) time)
                .build();
    }

    static Platform answering(FaultServer.Answer... answers) {
        return new Platform(FaultServer.start(answers));
    }

    static Platform json(String... bodies) {
        return answering(
                Arrays.stream(bodies).map(body -> FaultServer.json(200, body)).toArray(FaultServer.Answer[]::new));
    }

    /** The first line of a request, without the version. */
    String line(int number) {
        String head = server.received().get(number).head();
        return head.substring(0, head.indexOf(" HTTP/1.1"));
    }

    /** A request's body without the request_id, which differs each time. */
    String body(int number) {
        return server.received().get(number).body().replaceFirst("\"request_id\":\"[^\"]*\",?", "");
    }

    @Override
    public void close() {
        glm.close();
        server.close();
    }
}
