package dev.glmagent.glm;

import dev.glmagent.chat.AgentException;
import java.time.Duration;
import java.util.Optional;

/**
 * A call to the GLM platform did not work. The kind says what to do; GLM's business code decides it before the HTTP
 * status does, because an empty balance and a full queue both come as 429. Earlier failed attempts of the same call are
 * {@linkplain #getSuppressed() suppressed} in the last one.
 *
 * <pre>{@code
 * try {
 *     reply = model.chat(request);
 * } catch (GlmException.RateLimit busy) {
 *     later(busy.retryAfter().orElse(Duration.ofMinutes(1)));
 * }
 * }</pre>
 */
public abstract sealed class GlmException extends AgentException {

    private final Exchange exchange;

    private GlmException(String message, Exchange exchange) {
        super(message);
        this.exchange = exchange;
    }

    private GlmException(String message, Exchange exchange, Throwable cause) {
        super(message, cause);
        this.exchange = exchange;
    }

    /**
     * What is known of the exchange that failed.
     *
     * @param status the HTTP status, 0 when no response came
     * @param code GLM's business code, for example {@code 1302}; empty when the response held none
     * @param requestId names the request to GLM's support; empty when none was sent
     * @param attempts how many requests were sent for this call, this one included
     */
    public record Exchange(int status, String code, String requestId, int attempts) {

        /** Nothing was sent. */
        public static final Exchange NONE = new Exchange(0, "", "", 0);
    }

    /**
     * The HTTP status.
     *
     * @return 0 when no response came
     */
    public int status() {
        return exchange.status();
    }

    /**
     * GLM's business code, for example {@code 1302}.
     *
     * @return empty when the response held none
     */
    public String code() {
        return exchange.code();
    }

    /**
     * The id of the request, which GLM's support asks for.
     *
     * @return empty when the request carried none
     */
    public String requestId() {
        return exchange.requestId();
    }

    /**
     * How many requests were sent for this call.
     *
     * @return 0 when none was
     */
    public int attempts() {
        return exchange.attempts();
    }

    /** No API key was found; no call was made. */
    public static final class MissingKey extends GlmException {
        /**
         * @param message where was looked, and what to set
         */
        public MissingKey(String message) {
            super(message, Exchange.NONE);
        }
    }

    /** The key is unknown, wrong, expired or has no right to this API. */
    public static final class Authentication extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         */
        public Authentication(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** Balance, plan or usage cap is exhausted; trying again does not help until that changes. */
    public static final class Quota extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         */
        public Quota(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** GLM refuses the request as it is: a parameter, the model's name, the conversation. */
    public static final class InvalidRequest extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         */
        public InvalidRequest(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** The conversation is longer than the model's context window. */
    public static final class ContextOverflow extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         */
        public ContextOverflow(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** Moderation refused the input, or stopped the output of a stream. */
    public static final class ContentFiltered extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         */
        public ContentFiltered(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** GLM failed; the same request may work later. */
    public static final class Server extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         */
        public Server(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** Too many requests at once, or the model is overloaded; the same request may work later. */
    public static final class RateLimit extends GlmException {

        private final Optional<Duration> retryAfter;

        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         * @param retryAfter the wait that the service asked for, if it did
         */
        public RateLimit(String message, Exchange exchange, Optional<Duration> retryAfter) {
            super(message, exchange);
            this.retryAfter = retryAfter;
        }

        /**
         * The wait that the service asked for.
         *
         * @return empty when it said nothing
         */
        public Optional<Duration> retryAfter() {
            return retryAfter;
        }
    }

    /** What came back is not what GLM sends: a gateway's page, cut or foreign JSON, a redirect. */
    public static final class Protocol extends GlmException {
        /**
         * @param message what was expected and what came
         * @param exchange what is known of the exchange
         */
        public Protocol(String message, Exchange exchange) {
            super(message, exchange);
        }
    }

    /** A stream ended before its answer did. It is not repeated once a piece of it was delivered. */
    public static final class StreamInterrupted extends GlmException {

        private final String partialText;

        /**
         * @param message what ended the stream
         * @param exchange what is known of the exchange
         * @param partialText the text that had arrived
         * @param cause the error underneath
         */
        public StreamInterrupted(String message, Exchange exchange, String partialText, Throwable cause) {
            super(message, exchange, cause);
            this.partialText = partialText;
        }

        /**
         * The text that had arrived. Tool calls that had arrived are not kept: they may be half.
         *
         * @return empty when none had
         */
        public String partialText() {
            return partialText;
        }
    }

    /** Something took longer than its limit. */
    public static final class Timeout extends GlmException {

        private final Phase phase;

        /** What a call was doing when it ran out of time. */
        public enum Phase {
            /** Reaching the host. */
            CONNECT,
            /** Sending the request. */
            SEND,
            /** Waiting for the response to begin. */
            HEADERS,
            /** Between two bytes of the response. */
            IDLE,
            /** The whole call, all attempts and waits between them included. */
            CALL
        }

        /**
         * @param message which limit, and how to raise it
         * @param exchange what is known of the exchange
         * @param phase what the call was doing
         * @param cause the transport's error
         */
        public Timeout(String message, Exchange exchange, Phase phase, Throwable cause) {
            super(message, exchange, cause);
            this.phase = phase;
        }

        /**
         * What the call was doing when it ran out of time.
         *
         * @return the phase whose limit was reached
         */
        public Phase phase() {
            return phase;
        }
    }

    /** The caller ended the call: by its cancellation, by interrupting the thread, or by closing the client. */
    public static final class Cancelled extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         * @param cause the transport's error
         */
        public Cancelled(String message, Exchange exchange, Throwable cause) {
            super(message, exchange, cause);
        }
    }

    /** TLS could not be set up; never retried, never switched off. */
    public static final class Tls extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         * @param cause the transport's error
         */
        public Tls(String message, Exchange exchange, Throwable cause) {
            super(message, exchange, cause);
        }
    }

    /** The host was not reached, or the connection broke. */
    public static final class Connection extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param exchange what is known of the exchange
         * @param cause the transport's error
         */
        public Connection(String message, Exchange exchange, Throwable cause) {
            super(message, exchange, cause);
        }
    }
}
