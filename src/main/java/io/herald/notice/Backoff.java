package io.herald.notice;

import java.time.Duration;

/** How long to wait before another try. */
public final class Backoff {
    private Backoff() {}

    /** {@code first}, doubled with each try before, never above {@code longest}. */
    public static Duration after(int tries, Duration first, Duration longest) {
        var doubled = first.multipliedBy(1L << Math.min(tries, 20));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
