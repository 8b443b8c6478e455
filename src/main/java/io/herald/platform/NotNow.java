package io.herald.platform;

import java.time.Duration;

/** A refusal that holds for a time only: 429 or 503 with {@code Retry-After}. */
public class NotNow extends Problem {
    private static final long serialVersionUID = 1L;

    private final long seconds;

    public NotNow(int status, String title, String detail, Duration wait) {
        super(status, title, detail);
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    long seconds() {
        return seconds;
    }
}
