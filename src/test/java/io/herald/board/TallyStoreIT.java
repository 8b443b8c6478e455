package io.herald.board;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.notice.DeliveryState;
import io.herald.platform.Db;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.People;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final List<String> STATES = Stream.concat(
                    Stream.of(DeliveryState.values()).map(DeliveryState::name), Stream.of((String) null))
            .toList();

    private final Db db = DATABASE.db();
    private final TallyStore tallies = new TallyStore();
    private SmallCongress congress;

    @BeforeEach
    void clear() {
        DATABASE.clear();
        congress = new SmallCongress(db, "here");
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void every_state_is_counted_once_and_the_states_share_out_the_total() {
        var notice = congress.notice().insert();
        int person = 100;
        for (var state : STATES) {
            congress.delivery(notice, congress.delegate("" + person++, "D01"))
                    .state(state)
                    .insert();
        }

        assertThat(db.<Tally>read(tx -> tallies.ofCongress(tx, "here", People.EVERYBODY)))
                .isEqualTo(new Tally(10, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 7));
    }

    @Test
    void sql_and_reach_agree_on_who_is_unreached_in_every_case() {
        var notice = congress.notice().insert();
        int person = 100;
        long expected = 0;
        for (var state : STATES) {
            for (var seen : List.of(true, false)) {
                for (var confirmed : List.of(true, false)) {
                    congress.delivery(notice, congress.delegate("" + person++, "D01"))
                            .state(state)
                            .seen(seen)
                            .confirmed(confirmed)
                            .insert();
                    var known = state == null ? null : DeliveryState.valueOf(state);
                    expected += Reach.of(known, seen, confirmed).unreached() ? 1 : 0;
                }
            }
        }

        assertThat(db.<Tally>read(tx -> tallies.ofCongress(tx, "here", People.EVERYBODY))
                        .unreached())
                .isEqualTo(expected);
    }

    @Test
    void a_card_that_was_seen_counts_as_seen_and_not_as_delivered() {
        var notice = congress.notice().insert();
        congress.delivery(notice, congress.delegate("101", "D01"))
                .state("ACCEPTED")
                .seen(true)
                .insert();

        var tally = db.<Tally>read(tx -> tallies.ofCongress(tx, "here", People.EVERYBODY));

        assertThat(tally.seen()).isEqualTo(1);
        assertThat(tally.delivered()).isZero();
        assertThat(tally.unreached()).isZero();
    }

    @Test
    void another_congress_is_not_counted() {
        var other = new SmallCongress(db, "there");
        other.delivery(other.notice().insert(), other.delegate("101", "D01")).insert();

        assertThat(db.<Tally>read(tx -> tallies.ofCongress(tx, "here", People.EVERYBODY)))
                .isEqualTo(Tally.NONE);
        assertThat(rows(tx -> tallies.byState(tx, "here", People.EVERYBODY))).isEmpty();
        assertThat(rows(tx -> tallies.byDelegation(tx, "here", People.EVERYBODY)))
                .isEmpty();
    }

    @Test
    void a_roll_call_has_one_line_a_delegation_with_the_time_of_the_last_confirmation() {
        var notice = congress.notice().insert();
        congress.delivery(notice, congress.delegate("201", "D02"))
                .state("DELIVERED")
                .confirmed(true)
                .insert();
        congress.delivery(notice, congress.delegate("202", "D02"))
                .state("FAILED")
                .insert();
        congress.delivery(notice, congress.delegate("101", "D01")).state("READ").insert();
        congress.delivery(congress.notice().insert(), congress.delegate("102", "D01"))
                .insert();

        var lines = db.read(tx -> tallies.byDelegation(tx, "here", notice, People.EVERYBODY));

        assertThat(lines).extracting(TallyStore.OfDelegation::delegation).containsExactly("D01", "D02");
        assertThat(lines).extracting(line -> line.tally().total()).containsExactly(1L, 2L);
        assertThat(lines).extracting(line -> line.tally().unreached()).containsExactly(0L, 1L);
        assertThat(lines).extracting(TallyStore.OfDelegation::lastConfirmed).containsExactly(null, NOW);
        assertThat(lines.get(1).name()).isEqualTo(new Bilingual("西团", "West"));
    }

    @Test
    void parts_count_what_a_provider_took_and_not_what_is_in_doubt() {
        var notice = congress.notice().insert();
        long one = congress.delivery(notice, congress.delegate("101", "D01"))
                .state("ACCEPTED")
                .insert();
        long two = congress.delivery(notice, congress.delegate("102", "D01"))
                .state("IN_DOUBT")
                .insert();
        congress.attempt(one).outcome("BOUNCED").parts(2).insert();
        congress.attempt(one).outcome("ACCEPTED").parts(2).insert();
        congress.attempt(one).outcome("REFUSED").parts(2).insert();
        congress.attempt(two).outcome("UNKNOWN").parts(2).insert();

        var parts = db.read(tx -> tallies.partsSent(tx, List.of(notice), People.EVERYBODY));
        assertThat(parts).containsEntry(notice, 4L);
    }

    @Test
    void states_come_in_their_order_with_the_cards_alone_at_the_end() {
        var notice = congress.notice().insert();
        congress.delivery(notice, congress.delegate("101", "D01")).state(null).insert();
        congress.delivery(notice, congress.delegate("102", "D01"))
                .state("FAILED")
                .insert();
        congress.delivery(notice, congress.delegate("103", "D01"))
                .state("IN_DOUBT")
                .since(NOW)
                .insert();

        assertThat(rows(tx -> tallies.byState(tx, "here", People.EVERYBODY)))
                .extracting(TallyStore.OfState::state)
                .containsExactly(DeliveryState.IN_DOUBT, DeliveryState.FAILED, null);
    }

    private <T> List<T> rows(Function<Tx, List<T>> read) {
        return db.read(read);
    }
}
