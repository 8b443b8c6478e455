package io.herald.access;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The table {@code sign_in_pause}: how often somebody was wrong of late, and when they may try again. */
@ApplicationScoped
class PauseStore {
    /** Longest pause, seconds. */
    private static final int LONGEST = 900;

    /** After so long without a try it is all forgotten. */
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private static final String COUNT = """
            insert into sign_in_pause as p (who, failures, last_at, free_at) values ($1, 1, $2, $2)
            on conflict (who) do update
               set failures = least(p.failures + 1, 1000000), last_at = $2,
                   free_at = $2::timestamptz + make_interval(secs =>
                       case when p.failures + 1 < $3 then 0 else least(power(2, least(p.failures + 1 - $3, 20)), $4) end)
             where p.free_at <= $2
            """;

    /**
     * Counts a try as wrong before it is known to be right, so that many at once are counted too.
     *
     * @param free how many may be wrong without a pause; from then on each pause is twice the last
     * @return whether it may be made; false in a pause, which then is not made longer
     */
    boolean count(Tx tx, String who, int free, Instant now) {
        return tx.update(COUNT, who, now, free, LONGEST) == 1;
    }

    private static final String FREE_AT = "select free_at from sign_in_pause where who = $1";

    Instant freeAt(Tx tx, String who) {
        return tx.one(FREE_AT, row -> Tx.instant(row, "free_at"), who).orElse(Instant.EPOCH);
    }

    private static final String FORGET = "delete from sign_in_pause where who = $1";

    void forget(Tx tx, String who) {
        tx.update(FORGET, who);
    }

    private static final String TAKE_BACK = """
            update sign_in_pause set failures = greatest(failures - 1, 0), free_at = least(free_at, $2) where who = $1
            """;

    /** Takes one try back. */
    void takeBack(Tx tx, String who, Instant now) {
        tx.update(TAKE_BACK, who, now);
    }

    private static final String FORGET_OLD = "delete from sign_in_pause where last_at < $1";

    void forgetOld(Tx tx, Instant now) {
        tx.update(FORGET_OLD, now.minus(FORGOTTEN));
    }
}
