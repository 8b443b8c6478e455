package io.herald.event;

import static io.herald.event.Events.bytes;
import static io.herald.event.Events.example;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.TestDatabase;
import io.herald.Together;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");

    private final Db db = DATABASE.db();
    private final EventCodec codec = new EventCodec();
    private final Inbox inbox = new Inbox(new InboxStore(), codec);

    @BeforeEach
    void clear() {
        DATABASE.clear();
        db.transact(tx -> tx.update(
                "insert into congress (code, zone, languages, region) values ('demo', 'Asia/Shanghai', '{EN}', 'CN')"));
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void the_same_event_from_twenty_threads_at_once_is_admitted_once() {
        var envelope = moved("e1", 1L);

        var admitted = Together.call(20, () -> db.inTransaction(tx -> inbox.admit(tx, envelope, NOW)));

        assertThat(admitted.stream().filter(yes -> yes)).hasSize(1);
    }

    @Test
    void an_event_whose_transaction_failed_may_come_again() {
        var envelope = moved("e1", 1L);
        assertThatThrownBy(() -> db.transact(tx -> {
                    inbox.admit(tx, envelope, NOW);
                    throw new IllegalStateException("power cut");
                }))
                .hasMessage("power cut");

        assertThat(admit(envelope)).isTrue();
        assertThat(admit(envelope)).isFalse();
    }

    @Test
    void the_same_source_and_id_with_other_content_is_a_contradiction() {
        admit(moved("e1", 1L));

        assertThatThrownBy(() -> admit(moved("e1", 2L)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(409));
    }

    @Test
    void groups_of_events_in_opposite_orders_do_not_block_each_other_for_ever() {
        for (int round = 0; round < 2; round++) {
            var there = new ArrayList<Envelope>();
            for (int i = 0; i < 10; i++) {
                there.add(moved("r" + round + "-" + i, null));
            }
            var back = new ArrayList<>(there);
            Collections.reverse(back);
            List<Callable<Long>> tasks = List.of(() -> admitAll(there), () -> admitAll(back));

            assertThat(Together.call(tasks)).containsExactlyInAnyOrder(10L, 0L);
        }
    }

    @Test
    void an_older_sequence_of_a_subject_is_stale_once_a_newer_one_was_applied() {
        assertThat(stale(moved("e", 1L))).isFalse();
        advance(moved("e", 5L));

        assertThat(stale(moved("e", 4L))).isTrue();
        assertThat(stale(moved("e", 5L))).isTrue();
        assertThat(stale(moved("e", 6L))).isFalse();
        assertThat(stale(moved("e", null))).as("a source that does not count").isFalse();
        assertThat(stale(about("agenda/closing", "e", 1L)))
                .as("another subject")
                .isFalse();
    }

    @Test
    void the_applied_sequence_never_goes_back() {
        advance(moved("e", 5L));
        advance(moved("e", 3L));
        advance(moved("e", null));

        assertThat(stale(moved("e", 5L))).isTrue();
        assertThat(stale(moved("e", 6L))).isFalse();
    }

    @Test
    void narrations_of_one_subject_follow_each_other() {
        db.transact(tx -> tx.update("create table if not exists tally (n integer)"));
        db.transact(tx -> tx.update("insert into tally values (0)"));
        var envelope = moved("e", null);

        Together.call(8, () -> {
            db.transact(tx -> {
                inbox.lockSubject(tx, envelope);
                int n = tx.one("select n from tally", row -> row.getInteger("n"))
                        .orElseThrow();
                tx.update("update tally set n = $1", n + 1);
            });
            return null;
        });

        assertThat(db.read(tx -> tx.one("select n from tally", row -> row.getInteger("n")))
                        .orElseThrow())
                .isEqualTo(8);
    }

    @Test
    void a_fate_is_kept_and_parked_events_come_back_whole_in_the_order_of_their_sequence() {
        for (long sequence : new long[] {3, 1, 2}) {
            var envelope = moved("e" + sequence, sequence);
            admit(envelope);
            db.transact(
                    tx -> inbox.settle(tx, envelope, Fate.Kind.PARKED, "There is no agenda item opening yet.", NOW));
        }

        var parked = db.inTransaction(tx -> inbox.parked(tx, "demo", "agenda/opening"));

        assertThat(parked).containsExactly(moved("e1", 1L), moved("e2", 2L), moved("e3", 3L));
        var fate = db.read(tx -> inbox.fate(tx, "/secretariat", "e1")).orElseThrow();
        assertThat(fate.fate()).isEqualTo(Fate.Kind.PARKED);
        assertThat(fate.reason()).isEqualTo("There is no agenda item opening yet.");
        assertThat(fate.settledAt()).isEqualTo(NOW);
        List<String> waiting = db.read(inbox::congressesWithParked);
        assertThat(waiting).containsExactly("demo");
    }

    private long admitAll(List<Envelope> envelopes) {
        return db.inTransaction(tx -> envelopes.stream()
                .filter(envelope -> inbox.admit(tx, envelope, NOW))
                .count());
    }

    private boolean admit(Envelope envelope) {
        return db.inTransaction(tx -> inbox.admit(tx, envelope, NOW));
    }

    private boolean stale(Envelope envelope) {
        return db.read(tx -> inbox.isStale(tx, envelope));
    }

    private void advance(Envelope envelope) {
        db.transact(tx -> inbox.advance(tx, envelope));
    }

    private Envelope moved(String id, Long sequence) {
        return about("agenda/opening", id, sequence);
    }

    private Envelope about(String subject, String id, Long sequence) {
        return codec.structured(bytes(example(EventType.ITEM_MOVED, event -> {
            event.put("id", id).put("subject", subject);
            if (sequence != null) {
                event.put("sequence", sequence.toString());
            }
        })));
    }
}
