package io.herald.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.agenda.SignInCallStore.Call;
import io.herald.platform.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInCallStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");
    private static final Call OPENING = new Call("demo", "opening");

    private final Db db = DATABASE.db();
    private final SignInCallStore calls = new SignInCallStore();

    @BeforeEach
    void clear() {
        DATABASE.clear();
        StoreFixtures.congress(db, "demo");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void an_item_is_called_once_within_a_quarter_of_an_hour_before_its_start() {
        item("opening", NINE, false);
        assertThat(take(NINE.minusSeconds(901))).isEmpty();
        assertThat(take(NINE.minusSeconds(900))).contains(OPENING);
        assertThat(take(NINE.minusSeconds(899))).isEmpty();
        assertThat(take(NINE)).isEmpty();
    }

    @Test
    void an_item_that_moved_is_called_again_but_not_within_an_hour() {
        item("opening", NINE, false);
        assertThat(take(NINE.minusSeconds(900))).contains(OPENING);
        move(NINE.plusSeconds(1200));
        assertThat(take(NINE.plusSeconds(600))).isEmpty();
        move(NINE.plusSeconds(3600));
        assertThat(take(NINE.plusSeconds(2700))).contains(OPENING);
    }

    @Test
    void what_is_cancelled_or_has_begun_is_not_called() {
        item("cancelled", NINE, true);
        item("begun", NINE.minusSeconds(1200), false);
        assertThat(take(NINE.minusSeconds(600))).isEmpty();
    }

    private Optional<Call> take(Instant now) {
        return db.inTransaction(tx -> calls.take(tx, Duration.ofMinutes(15), Duration.ofHours(1), now));
    }

    private void item(String code, Instant start, boolean cancelled) {
        db.transact(tx -> tx.update(
                "insert into agenda_item (congress, code, version, kind, starts_at, ends_at, cancelled)"
                        + " values ('demo', $1, 1, 'SESSION', $2, $2, $3)",
                code,
                start,
                cancelled));
    }

    private void move(Instant start) {
        db.transact(tx -> tx.update("update agenda_item set starts_at = $1, ends_at = $1", start));
    }
}
