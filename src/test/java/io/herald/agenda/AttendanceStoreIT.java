package io.herald.agenda;

import static io.herald.agenda.AttendanceStore.State.ABSENT;
import static io.herald.agenda.AttendanceStore.State.ARRIVED;
import static io.herald.agenda.AttendanceStore.State.SIGNED_IN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.TestDatabase;
import io.herald.platform.Db;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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

    @Test
    void whoever_was_not_seen_is_missing_once_somebody_was() {
        StoreFixtures.congress(db, "gate");
        var ids = StoreFixtures.delegates(db, "gate", "001", "002", "003");
        db.transact(tx -> tx.update("""
                insert into agenda_item (congress, code, version, kind, starts_at, ends_at)
                values ('gate', 'opening', 1, 'SESSION', $1, $1)
                """, NINE));
        assertThat(missing()).isEmpty();
        db.transact(tx ->
                attendance.record(tx, "gate", ids.get("001"), "opening", ABSENT, NINE.minusSeconds(60), "gate 1"));
        assertThat(missing()).isEmpty();
        db.transact(tx ->
                attendance.record(tx, "gate", ids.get("002"), "opening", SIGNED_IN, NINE.minusSeconds(50), "gate 1"));
        assertThat(missing()).containsExactly(ids.get("003"));
        db.transact(tx -> tx.update(
                "insert into seat (congress, item, delegate, seat) values ('gate', 'opening', $1, '1-1')",
                ids.get("002")));
        assertThat(missing()).as("only those with a seat there are expected").isEmpty();
    }

    @Test
    void whoever_is_just_signing_in_is_not_missing() {
        StoreFixtures.congress(db, "door");
        var ids = StoreFixtures.delegates(db, "door", "001", "002");
        db.transact(tx -> attendance.record(tx, "door", ids.get("001"), "opening", SIGNED_IN, NINE, "gate 1"));

        var missing = db.inTransaction(tx -> {
            attendance.signingIn(tx, "door", "opening");
            var counting = CompletableFuture.supplyAsync(() -> db.inTransaction(other -> {
                attendance.counting(other, "door", "opening");
                return attendance.missing(other, "door", "opening");
            }));
            await().atMost(Duration.ofSeconds(20)).until(this::somebodyWaits);
            attendance.record(tx, "door", ids.get("002"), "opening", SIGNED_IN, NINE, "gate 1");
            return counting;
        });

        assertThat(missing.join()).isEmpty();
    }

    private boolean somebodyWaits() {
        return db.read(tx -> tx.one(
                        "select exists (select 1 from pg_locks where locktype = 'advisory' and not granted) as waits",
                        row -> row.getBoolean("waits")))
                .orElseThrow();
    }

    private List<Long> missing() {
        return db.read(tx -> attendance.missing(tx, "gate", "opening"));
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
