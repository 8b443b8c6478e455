package io.herald.dispatch;

import java.time.Duration;

/** How long to wait before another try. */
final class Backoff {
    private Backoff() {}

    /** {@code first}, doubled with each try before, never above {@code longest}. */
    static Duration after(int tries, Duration first, Duration longest) {
        var doubled = first.multipliedBy(1L << Math.min(tries, 20));
        return doubled.compareTo(longest) > 0 ? longest : doubled;
    }
}
