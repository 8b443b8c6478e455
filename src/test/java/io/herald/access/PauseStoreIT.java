package io.herald.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.Together;
import io.herald.platform.Db;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PauseStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    private static final int FREE = 3;

    private final Db db = DATABASE.db();
    private final PauseStore pauses = new PauseStore();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void each_pause_is_twice_the_last() {
        assertThat(tries("doubling", NOW)).isTrue();
        assertThat(tries("doubling", NOW)).isTrue();
        assertThat(tries("doubling", NOW)).isTrue();
        assertThat(wait("doubling", NOW)).isEqualTo(Duration.ofSeconds(1));
        assertThat(tries("doubling", NOW)).isFalse();
        assertThat(tries("doubling", NOW.plusSeconds(1))).isTrue();
        assertThat(wait("doubling", NOW.plusSeconds(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(tries("doubling", NOW.plusSeconds(3))).isTrue();
        assertThat(wait("doubling", NOW.plusSeconds(3))).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void no_pause_is_longer_than_a_quarter_of_an_hour() {
        var at = NOW;
        for (int i = 0; i < 40; i++) {
            tries("patient", at);
            at = at.plus(Duration.ofMinutes(15));
        }
        tries("patient", at);
        assertThat(wait("patient", at)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void many_at_once_are_no_more_than_one_after_the_other() {
        assertThat(Together.call(8, () -> tries("crowd", NOW)).stream().filter(allowed -> allowed))
                .hasSize(FREE);
    }

    @Test
    void what_was_right_is_forgotten() {
        tries("right", NOW);
        tries("right", NOW);
        tries("right", NOW);
        db.transact(tx -> pauses.forget(tx, "right"));
        assertThat(tries("right", NOW)).isTrue();
    }

    @Test
    void a_day_later_all_is_forgotten() {
        tries("old", NOW);
        db.transact(tx -> pauses.forgetOld(tx, NOW.plus(Duration.ofHours(25))));
        assertThat(db.<Instant>read(tx -> pauses.freeAt(tx, "old"))).isEqualTo(Instant.EPOCH);
    }

    private boolean tries(String who, Instant at) {
        return db.inTransaction(tx -> pauses.count(tx, who, FREE, at));
    }

    private Duration wait(String who, Instant from) {
        return Duration.between(from, db.read(tx -> pauses.freeAt(tx, who)));
    }
}
