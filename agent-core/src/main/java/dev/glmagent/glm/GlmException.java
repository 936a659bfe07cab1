package dev.glmagent.glm;

import dev.glmagent.chat.AgentException;

/**
 * A call to the GLM platform did not work. The kind says what to do; GLM's business code decides it before the HTTP
 * status does, because an empty balance and a full queue both come as 429.
 */
public abstract sealed class GlmException extends AgentException {

    private final int status;
    private final String code;

    private GlmException(String message, int status, String code) {
        super(message);
        this.status = status;
        this.code = code;
    }

    private GlmException(String message, Throwable cause) {
        super(message, cause);
        this.status = 0;
        this.code = "";
    }

    /**
     * The HTTP status.
     *
     * @return 0 when no response came
     */
    public int status() {
        return status;
    }

    /**
     * GLM's business code, for example {@code 1302}.
     *
     * @return empty when the response held none
     */
    public String code() {
        return code;
    }

    /** No API key was found; no call was made. */
    public static final class MissingKey extends GlmException {
        /**
         * @param message where was looked, and what to set
         */
        public MissingKey(String message) {
            super(message, 0, "");
        }
    }

    /** The key is unknown, wrong, expired or has no right to this API. */
    public static final class Authentication extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public Authentication(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** Balance, plan or usage cap is exhausted; trying again does not help until that changes. */
    public static final class Quota extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public Quota(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** Too many requests at once, or the model is overloaded; the same request may work later. */
    public static final class RateLimit extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public RateLimit(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** GLM refuses the request as it is: a parameter, the model's name, the conversation. */
    public static final class InvalidRequest extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public InvalidRequest(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** The conversation is longer than the model's context window. */
    public static final class ContextOverflow extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public ContextOverflow(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** Moderation refused the input. */
    public static final class ContentFiltered extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public ContentFiltered(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** GLM failed; the same request may work later. */
    public static final class Server extends GlmException {
        /**
         * @param message what happened and how to fix it
         * @param status the HTTP status
         * @param code the business code
         */
        public Server(String message, int status, String code) {
            super(message, status, code);
        }
    }

    /** What came back is not what GLM sends: a gateway's page, cut or foreign JSON, a redirect. */
    public static final class Protocol extends GlmException {
        /**
         * @param message what was expected and what came
         * @param status the HTTP status
         */
        public Protocol(String message, int status) {
            super(message, status, "");
        }
    }

    /** Something took longer than its limit. */
    public static final class Timeout extends GlmException {
        /**
         * @param message which limit, and how to raise it
         * @param cause the transport's error
         */
        public Timeout(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** TLS could not be set up; never retried, never switched off. */
    public static final class Tls extends GlmException {
        /**
         * @param message what failed and how to fix it
         * @param cause the transport's error
         */
        public Tls(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The host was not reached, or the connection broke. */
    public static final class Connection extends GlmException {
        /**
         * @param message host, port and what to check
         * @param cause the transport's error
         */
        public Connection(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
