package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.NotNow;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;

/**
 * Who guesses has to wait, twice as long each time: by the account that is guessed at, whether there is one or not, and by the
 * address the guesses come from.
 */
@ApplicationScoped
class Pauses {
    private static final int FREE_FOR_ACCOUNT = 5;

    /** More, for a whole office may share one. */
    private static final int FREE_FOR_ADDRESS = 30;

    private final Db db;
    private final PauseStore store;
    private final HubClock clock;

    Pauses(Db db, PauseStore store, HubClock clock) {
        this.db = db;
        this.store = store;
        this.clock = clock;
    }

    /** One try: at an account, from an address. */
    record Try(String account, String address) {
        private String atAccount() {
            return CardTokens.hash("account " + account);
        }

        private String fromAddress() {
            return CardTokens.hash("address " + network());
        }

        /** Whoever has one address of IPv6 has as many as they like: the first half of it counts. */
        private String network() {
            var groups = address.split(":");
            return groups.length > 4 ? String.join(":", Arrays.copyOf(groups, 4)) : address;
        }
    }

    /**
     * Counts a try as a failure, until {@link #right} says otherwise.
     *
     * @throws NotNow 429 while the account or the address has to wait
     */
    void begin(Try guess) {
        var wait = db.inTransaction(tx -> {
            var now = clock.instant();
            store.forgetOld(tx, now);
            if (!store.count(tx, guess.fromAddress(), FREE_FOR_ADDRESS, now)) {
                return Duration.between(now, store.freeAt(tx, guess.fromAddress()));
            }
            if (!store.count(tx, guess.atAccount(), FREE_FOR_ACCOUNT, now)) {
                return Duration.between(now, store.freeAt(tx, guess.atAccount()));
            }
            return Duration.ZERO;
        });
        if (!wait.isZero()) {
            throw new NotNow(429, "Too many tries", "Wait before you try again.", wait);
        }
    }

    /** Forgets what went wrong at the account. What the address did to others stays. */
    void right(Tx tx, Try guess) {
        store.forget(tx, guess.atAccount());
        store.takeBack(tx, guess.fromAddress(), clock.instant());
    }

    /** It was no guess after all, and proved nothing either. */
    void neither(Tx tx, Try guess) {
        store.takeBack(tx, guess.atAccount(), clock.instant());
        store.takeBack(tx, guess.fromAddress(), clock.instant());
    }
}
