package io.herald.notice;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmationsStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Confirmation BY_DESK = new Confirmation("desk 1", Confirmation.Way.DESK);

    private final Db db = DATABASE.db();
    private final DeliveryStore deliveries = new DeliveryStore();
    private final Confirmations confirmations = new Confirmations(deliveries);
    private SmallCongress congress;
    private long person;

    @BeforeEach
    void clear() {
        DATABASE.clear();
        congress = new SmallCongress(db, "here");
        person = congress.delegate("101", "D01");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void the_first_confirmation_stands_and_a_second_changes_nothing() {
        long delivery = congress.delivery(congress.notice().insert(), person)
                .state("FAILED")
                .insert();

        assertThat(confirm(delivery, BY_DESK)).isTrue();
        assertThat(confirm(delivery, new Confirmation("101", Confirmation.Way.CARD)))
                .isFalse();

        assertThat(stored(delivery)).isEqualTo("FAILED desk 1 desk unseen");
    }

    @Test
    void what_is_still_planned_of_it_is_taken_back_and_a_card_counts_as_seen() {
        long delivery = congress.delivery(congress.notice().insert(), person)
                .state("PLANNED")
                .insert();

        confirm(delivery, new Confirmation("101", Confirmation.Way.CARD));

        assertThat(stored(delivery)).isEqualTo("WITHDRAWN 101 card seen");
    }

    @Test
    void what_was_stopped_or_replaced_cannot_be_acknowledged() {
        long stopped =
                congress.delivery(congress.notice().stopped().insert(), person).insert();
        long superseded = congress.delivery(congress.notice().superseded().insert(), person)
                .insert();

        for (long delivery : new long[] {stopped, superseded}) {
            assertThatThrownBy(() -> confirm(delivery, BY_DESK))
                    .isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.status())
                            .isEqualTo(409));
            assertThat(stored(delivery)).isEqualTo("PLANNED null null unseen");
        }
    }

    @Test
    void a_confirmation_given_in_time_stays_good_when_the_notice_is_replaced_later() {
        long delivery = congress.delivery(congress.notice().superseded().insert(), person)
                .state("DELIVERED")
                .confirmed(true)
                .insert();

        assertThat(confirm(delivery, BY_DESK)).isFalse();
    }

    @Test
    void a_delivery_that_is_not_the_callers_is_as_if_it_were_not_there() {
        long delivery = congress.delivery(congress.notice().insert(), person).insert();

        assertThatThrownBy(() -> db.transact(tx -> confirmations.confirm(
                        tx, delivery, found -> found.congress().equals("there"), BY_DESK, NOW)))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(404));
        assertThat(stored(delivery)).isEqualTo("PLANNED null null unseen");
    }

    @Test
    void of_ten_who_confirm_at_once_one_is_the_first() throws Exception {
        long delivery = congress.delivery(congress.notice().insert(), person).insert();
        var threads = Executors.newFixedThreadPool(5);
        var calls = IntStream.range(0, 10)
                .mapToObj(caller -> threads.submit(
                        () -> confirm(delivery, new Confirmation("desk " + caller, Confirmation.Way.DESK))))
                .toList();
        int first = 0;
        for (var call : calls) {
            first += call.get() ? 1 : 0;
        }
        threads.shutdown();

        assertThat(first).isEqualTo(1);
    }

    private boolean confirm(long delivery, Confirmation confirmation) {
        return db.inTransaction(tx -> confirmations.confirm(tx, delivery, found -> true, confirmation, NOW));
    }

    private String stored(long delivery) {
        return db.read(tx -> tx.one(
                        "select concat_ws(' ', state, coalesce(confirmed_by, 'null'), coalesce(confirmed_way, 'null'),"
                                + " case when seen_at is null then 'unseen' else 'seen' end) as stored from delivery where id = $1",
                        row -> row.getString("stored"),
                        delivery))
                .orElseThrow();
    }
}
