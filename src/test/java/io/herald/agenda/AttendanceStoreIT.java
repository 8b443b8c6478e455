package io.herald.agenda;

import static io.herald.agenda.AttendanceStore.State.ABSENT;
import static io.herald.agenda.AttendanceStore.State.ARRIVED;
import static io.herald.agenda.AttendanceStore.State.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.TestDatabase;
import io.herald.platform.Db;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class AttendanceStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NINE = Instant.parse("2026-11-22T01:00:00Z");

    private final Db db = DATABASE.db();
    private final AttendanceStore attendance = new AttendanceStore();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void the_latest_word_on_a_delegate_stays_in_whatever_order_it_comes() {
        StoreFixtures.congress(db, "demo");
        long delegate = StoreFixtures.delegates(db, "demo", "001").get("001");
        assertThat(record(delegate, "opening", SIGNED_IN, NINE.plusSeconds(600)))
                .isTrue();
        assertThat(record(delegate, "opening", ABSENT, NINE)).isFalse();
        assertThat(record(delegate, null, ARRIVED, NINE)).isTrue();
        assertThat(state(delegate, "opening")).isEqualTo("SIGNED_IN");
        assertThat(record(delegate, "opening", ABSENT, NINE.plusSeconds(900))).isTrue();
        assertThat(state(delegate, "opening")).isEqualTo("ABSENT");
        assertThat(state(delegate, "")).isEqualTo("ARRIVED");
    }

    private boolean record(long delegate, String item, AttendanceStore.State state, Instant at) {
        return db.inTransaction(tx -> attendance.record(tx, "demo", delegate, item, state, at, "gate 1"));
    }

    private String state(long delegate, String item) {
        return db.read(tx -> tx.one(
                        "select state from attendance where congress = 'demo' and delegate = $1 and item = $2",
                        row -> row.getString("state"),
                        delegate,
                        item))
                .orElseThrow();
    }
}
