package io.herald.platform;

/** The embedded server does not start, answer or stop. */
public final class EmbeddedPostgresFailure extends StartRefused {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresFailure(String message, Throwable cause) {
        super(cause == null || cause.getMessage() == null ? message : message + "\n" + cause.getMessage(), cause);
    }
}
