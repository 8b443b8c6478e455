package io.herald.dispatch;

import io.herald.notice.Backoff;
import io.herald.notice.DoubtStore.Open;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a provider is asked again about an attempt.
 *
 * @param every the pause between two questions; it grows to an hour
 * @param giveUpAfter the age from which on the policy has decided, and the asking gets rarer
 * @param mostAsks questions about a missing final report
 */
record AskSchedule(Duration every, Duration giveUpAfter, int mostAsks) {
    static final Duration LONGEST = Duration.ofHours(1);

    /** What a provider cannot say after so long it will never say; a callback is heeded even then. */
    static final Duration END = Duration.ofDays(3);

    /** Empty when it is not asked about any more. */
    Optional<Instant> next(Open open, Instant now) {
        var age = Duration.between(open.writtenAt(), now);
        if (age.compareTo(END) > 0 || !open.inDoubt() && open.asks() >= mostAsks) {
            return Optional.empty();
        }
        var pause = open.inDoubt() ? inDoubt(age) : Backoff.after(open.asks() - 1, every, LONGEST);
        return Optional.of(now.plus(pause));
    }

    /** As long again as it was since the policy decided, which doubles it from one question to the next. */
    private Duration inDoubt(Duration age) {
        var since = age.minus(giveUpAfter);
        if (since.compareTo(every) < 0) {
            return every;
        }
        return since.compareTo(LONGEST) < 0 ? since : LONGEST;
    }
}
