package dev.glmagent.testkit;

/** What goes back over HTTP. */
record HttpReply(int status, String contentType, String body) {

    static HttpReply json(int status, String body) {
        return new HttpReply(status, "application/json; charset=UTF-8", body);
    }
}
