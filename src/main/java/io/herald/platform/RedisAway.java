package io.herald.platform;

/** Redis did not do what it was asked, or nobody knows whether it did. */
public final class RedisAway extends RuntimeException {
    RedisAway(Throwable cause) {
        super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
    }

    boolean isUnknownScript() {
        return getMessage().startsWith("NOSCRIPT");
    }
}
