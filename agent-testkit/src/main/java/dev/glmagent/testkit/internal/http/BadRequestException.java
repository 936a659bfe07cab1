package dev.glmagent.testkit.internal.http;

/** What came is no HTTP request that this server takes. The connection is closed after the answer. */
final class BadRequestException extends Exception {

    private final int status;

    BadRequestException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }
}
