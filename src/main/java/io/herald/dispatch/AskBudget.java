package io.herald.dispatch;

import java.time.Duration;
import java.time.Instant;

/** How many questions may still be asked this minute. */
final class AskBudget {
    private final int perMinute;
    private Instant until = Instant.MIN;
    private int spent;

    AskBudget(int perMinute) {
        this.perMinute = perMinute;
    }

    int room(Instant now) {
        if (!now.isBefore(until)) {
            until = now.plus(Duration.ofMinutes(1));
            spent = 0;
        }
        return perMinute - spent;
    }

    void spend(int questions) {
        spent += questions;
    }
}
