package io.herald.desk;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.platform.Db;
import io.herald.platform.Tx;
import io.herald.roster.People;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Db db = DATABASE.db();
    private final CaseStore cases = new CaseStore();
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
    void a_failed_delivery_stands_on_the_desk_with_its_person_and_reason() {
        congress.delivery(congress.notice().insert(), person)
                .state("FAILED")
                .because("unreachable")
                .insert();

        assertThat(page()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Case.Kind.FAILED);
            assertThat(found.person()).isEqualTo("101");
            assertThat(found.name().en()).isEqualTo("Delegate 101");
            assertThat(found.reason()).isEqualTo("unreachable");
            assertThat(found.ageSeconds()).isEqualTo(600);
        });
    }

    @Test
    void a_failure_leaves_the_desk_when_they_know_it_anyway_or_nobody_needs_it_any_more() {
        congress.delivery(congress.notice().insert(), person)
                .state("FAILED")
                .seen(true)
                .insert();
        congress.delivery(congress.notice().insert(), person)
                .state("FAILED")
                .confirmed(true)
                .insert();
        congress.delivery(congress.notice().stopped().insert(), person)
                .state("FAILED")
                .insert();
        congress.delivery(congress.notice().superseded().insert(), person)
                .state("FAILED")
                .insert();

        assertThat(page()).isEmpty();
        assertThat(waiting()).isEqualTo(new Waiting(0, 0, null, 0, 0));
    }

    @Test
    void doubt_is_a_case_after_a_minute_and_counts_from_the_first_second() {
        var old = NOW.minus(Duration.ofSeconds(61));
        congress.delivery(congress.notice().insert(), person)
                .state("IN_DOUBT")
                .since(old)
                .insert();
        congress.delivery(congress.notice().insert(), person)
                .state("IN_DOUBT")
                .since(NOW.minusSeconds(59))
                .insert();

        assertThat(page()).extracting(Case::ageSeconds).containsExactly(61L);
        assertThat(waiting()).isEqualTo(new Waiting(0, 2, old, 0, 0));
    }

    @Test
    void a_doubt_says_what_was_last_found_out() {
        var delivery = congress.delivery(congress.notice().insert(), person)
                .state("IN_DOUBT")
                .since(NOW.minus(Duration.ofMinutes(2)))
                .insert();
        var attempt = congress.attempt(delivery).outcome("UNKNOWN").insert();
        for (var detail : List.of("no answer", "cannot tell: HTTP 503")) {
            db.transact(tx -> tx.update(
                    "insert into attempt_step (attempt, at, step, detail) values ($1, $2, 'ASKED', $3)",
                    attempt,
                    NOW,
                    detail));
        }

        assertThat(page()).extracting(Case::lastStep).containsExactly("cannot tell: HTTP 503");
    }

    @Test
    void doubt_about_a_notice_that_was_replaced_still_stands() {
        congress.delivery(congress.notice().superseded().insert(), person)
                .state("IN_DOUBT")
                .insert();

        assertThat(page()).extracting(Case::kind).containsExactly(Case.Kind.IN_DOUBT);
    }

    @Test
    void an_acknowledgement_is_missed_after_a_quarter_of_an_hour_or_at_the_use_by() {
        var quarter = NOW.minus(Duration.ofMinutes(15));
        var patient = congress.notice().ackAsked().due(quarter.plusSeconds(1)).insert();
        var late = congress.notice().ackAsked().due(quarter).insert();
        var over = congress.notice()
                .ackAsked()
                .due(NOW.minusSeconds(60))
                .useBy(NOW)
                .insert();
        var unasked = congress.notice().due(quarter).insert();
        for (var notice : List.of(patient, late, over, unasked)) {
            congress.delivery(notice, person).state("DELIVERED").insert();
        }

        assertThat(page()).extracting(Case::notice).containsExactly(late, over);
        assertThat(waiting().unanswered()).isEqualTo(2);
    }

    @Test
    void a_delivery_is_one_case_even_when_it_failed_and_was_to_be_acknowledged() {
        var notice = congress.notice().ackAsked().insert();
        congress.delivery(notice, person).state("FAILED").insert();
        congress.delivery(notice, congress.delegate("102", "D01"))
                .state("FAILED")
                .seen(true)
                .insert();
        congress.delivery(notice, congress.delegate("103", "D01")).state(null).insert();
        congress.delivery(notice, congress.delegate("104", "D01"))
                .state("WITHDRAWN")
                .insert();

        assertThat(page()).extracting(Case::person).containsExactlyInAnyOrder("101", "102", "103");
        assertThat(waiting()).isEqualTo(new Waiting(1, 0, null, 2, 0));
    }

    @Test
    void urgent_comes_first_then_the_oldest_and_pages_go_on() {
        var routine = congress.notice().insert();
        var urgent = congress.notice().urgent().insert();
        long young = congress.delegate("102", "D01");
        congress.delivery(routine, young)
                .state("FAILED")
                .since(NOW.minusSeconds(10))
                .insert();
        congress.delivery(routine, person)
                .state("FAILED")
                .since(NOW.minusSeconds(90))
                .insert();
        congress.delivery(urgent, young)
                .state("FAILED")
                .since(NOW.minusSeconds(5))
                .insert();
        congress.delivery(urgent, person)
                .state("FAILED")
                .since(NOW.minusSeconds(5))
                .insert();

        var all = page();
        assertThat(all).extracting(Case::ageSeconds).containsExactly(5L, 5L, 90L, 10L);
        for (int cut = 0; cut < 3; cut++) {
            var last = all.get(cut);
            var place = new CaseStore.Place(last.lane(), last.since(), last.delivery());
            assertThat(rows(tx -> cases.page(tx, "here", null, place, 10, NOW, People.EVERYBODY)))
                    .isEqualTo(all.subList(cut + 1, 4));
        }
    }

    @Test
    void a_kind_can_be_asked_for_alone() {
        congress.delivery(congress.notice().insert(), person).state("FAILED").insert();
        congress.delivery(congress.notice().insert(), person).state("IN_DOUBT").insert();

        assertThat(rows(tx -> cases.page(tx, "here", Case.Kind.IN_DOUBT, null, 10, NOW, People.EVERYBODY)))
                .extracting(Case::kind)
                .containsExactly(Case.Kind.IN_DOUBT);
    }

    private List<Case> page() {
        return db.read(tx -> cases.page(tx, "here", null, null, 10, NOW, People.EVERYBODY));
    }

    private Waiting waiting() {
        return db.read(tx -> cases.waiting(tx, "here", NOW, People.EVERYBODY));
    }

    private <T> List<T> rows(Function<Tx, List<T>> read) {
        return db.read(read);
    }
}
