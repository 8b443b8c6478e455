package io.herald.desk;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.desk.CaseStore.Filter;
import io.herald.platform.Db;
import io.herald.platform.Tx;
import io.herald.roster.People;
import io.herald.roster.Recipient;
import io.herald.roster.StaffStore;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CaseStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private static final CaseStep.Outcome[] ONE_WITHOUT = {null};

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
        assertThat(waiting()).isEqualTo(new Waiting(0, 0, null, 0, 0, 0, 0, 0));
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
        assertThat(waiting()).isEqualTo(new Waiting(0, 2, old, 0, 0, 0, 0, 0));
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
        assertThat(waiting()).isEqualTo(new Waiting(1, 0, null, 2, 0, 0, 0, 0));
    }

    @Test
    void broken_glass_is_a_case_of_the_notice_until_it_is_reviewed() {
        var notice = congress.notice().urgent().insert();
        var waiting = congress.notice().insert();
        db.transact(tx -> {
            tx.update("update notice set waiting = true where id = $1", waiting);
            tx.update(
                    "insert into staff (congress, code, name_zh, name_en, language, role)"
                            + " values ($1, 'W01', '值班', 'Duty', 'ZH', 'DUTY')",
                    congress.code());
            tx.update(
                    "insert into release_request (notice, why, audience, escalation, accept_gaps, decision, decided_by, decided_at,"
                            + " reason) values ($1, '{URGENT}', '\"everyone\"', '{}', false, 'BROKEN_GLASS', 'W01', $2, 'gas')",
                    notice,
                    NOW.minusSeconds(60));
        });

        assertThat(page()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Case.Kind.BROKEN_GLASS);
            assertThat(found.notice()).isEqualTo(notice);
            assertThat(found.delivery()).isNull();
            assertThat(found.person()).isEqualTo("W01");
            assertThat(found.reason()).isEqualTo("gas");
            assertThat(found.ageSeconds()).isEqualTo(60);
        });
        assertThat(waiting()).isEqualTo(new Waiting(0, 0, null, 0, 0, 1, 1, 0));

        db.transact(tx -> tx.update(
                "update release_request set reviewed_by = 'S01', reviewed_at = $2 where notice = $1", notice, NOW));
        assertThat(page()).isEmpty();
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
            assertThat(rows(tx -> cases.page(tx, "here", Filter.OPEN, place, 10, NOW, People.EVERYBODY, null)))
                    .isEqualTo(all.subList(cut + 1, 4));
        }
    }

    @Test
    void a_kind_can_be_asked_for_alone() {
        congress.delivery(congress.notice().insert(), person).state("FAILED").insert();
        congress.delivery(congress.notice().insert(), person).state("IN_DOUBT").insert();

        assertThat(rows(tx -> cases.page(
                        tx,
                        "here",
                        new Filter(Case.Kind.IN_DOUBT, null, false, false),
                        null,
                        10,
                        NOW,
                        People.EVERYBODY,
                        null)))
                .extracting(Case::kind)
                .containsExactly(Case.Kind.IN_DOUBT);
    }

    @Test
    void a_paper_that_is_not_back_in_time_is_a_case_and_one_that_is_back_is_none_whatever_was_confirmed() {
        var recall = congress.notice()
                .ackAsked()
                .about("document/17", new JsonObject())
                .insert();
        long prompt = congress.delegate("102", "D01");
        long early = congress.delegate("103", "D01");
        congress.delivery(recall, person).state("DELIVERED").confirmed(true).insert();
        congress.delivery(recall, prompt).state("FAILED").insert();
        congress.delivery(recall, early).state("DELIVERED").confirmed(true).insert();
        copy("1", person, NOW, null);
        copy("2", prompt, NOW, NOW.minusSeconds(30));
        copy("3", early, NOW.plusSeconds(1), null);

        assertThat(page()).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Case.Kind.NOT_RETURNED);
            assertThat(found.person()).isEqualTo("101");
        });
        assertThat(waiting().notReturned()).isEqualTo(1);

        db.transact(tx -> tx.update("update document_copy set returned_at = $1 where copy = '1'", NOW));
        assertThat(page()).isEmpty();
    }

    @Test
    void a_paper_is_not_forgotten_because_its_recall_was_in_doubt_and_confirmed() {
        var recall = congress.notice()
                .ackAsked()
                .about("document/17", new JsonObject())
                .insert();
        congress.delivery(recall, person).state("IN_DOUBT").confirmed(true).insert();
        copy("1", person, NOW, null);

        assertThat(page()).extracting(Case::kind).containsExactly(Case.Kind.NOT_RETURNED);
    }

    @Test
    void what_somebody_closed_is_gone_until_it_is_another_kind_of_trouble() {
        var delivery = congress.delivery(congress.notice().ackAsked().insert(), person)
                .state("FAILED")
                .insert();
        step(delivery, Case.Kind.FAILED, CaseStep.Action.CLOSED, "L01", null);
        assertThat(page()).isEmpty();
        assertThat(waiting().failed()).isZero();
        assertThat(rows(tx -> cases.page(
                        tx, "here", new Filter(null, null, false, true), null, 10, NOW, People.EVERYBODY, null)))
                .hasSize(1);

        db.transact(tx -> tx.update("update delivery set seen_at = $1 where id = $2", NOW, delivery));
        assertThat(page()).extracting(Case::kind).containsExactly(Case.Kind.UNANSWERED);
        db.transact(tx -> tx.update("update delivery set seen_at = null where id = $1", delivery));
        step(delivery, Case.Kind.FAILED, CaseStep.Action.REOPENED, "L01", null);
        assertThat(page()).hasSize(1);
    }

    @Test
    void a_liaison_sees_their_own_people_until_they_hand_them_on_and_the_desk_what_is_nobodys() {
        var east = liaison("L01", "D01");
        var west = liaison("L02", "D02");
        var notice = congress.notice().insert();
        long delivery = congress.delivery(notice, person).state("FAILED").insert();
        assertThat(persons(east, false)).containsExactly("101");
        assertThat(persons(west, false)).isEmpty();
        assertThat(persons(null, true)).isEmpty();

        step(delivery, Case.Kind.FAILED, CaseStep.Action.TAKEN, "L01", null);
        assertThat(page()).extracting(Case::holder).containsExactly("L01");
        step(delivery, Case.Kind.FAILED, CaseStep.Action.HANDED_OVER, "L01", "L02");
        assertThat(persons(east, false)).isEmpty();
        assertThat(persons(west, false)).containsExactly("101");
        assertThat(seenBy("L02")).as("although none of their own people").containsExactly("101");
        assertThat(seenBy("L03")).isEmpty();
        step(delivery, Case.Kind.FAILED, CaseStep.Action.HANDED_OVER, "L02", null);
        assertThat(persons(west, false)).isEmpty();
        assertThat(persons(null, true)).containsExactly("101");
        assertThat(page()).allSatisfy(found -> assertThat(found.atDesk()).isTrue());

        db.transact(tx -> tx.update("insert into delegation (congress, code) values ('here', 'D03')"));
        congress.delivery(notice, congress.delegate("301", "D03"))
                .state("FAILED")
                .insert();
        assertThat(persons(null, true)).as("a delegation without a liaison").containsExactlyInAnyOrder("101", "301");
    }

    @Test
    void whatever_is_done_about_a_case_is_kept_and_read_again() {
        var delivery = congress.delivery(congress.notice().insert(), person).insert();
        var steps = new CaseStepStore();
        for (var action : CaseStep.Action.values()) {
            for (var kind : Case.Kind.values()) {
                for (var outcome : action == CaseStep.Action.CALLED ? CaseStep.Outcome.values() : ONE_WITHOUT) {
                    db.transact(
                            tx -> steps.insert(tx, "here", delivery, kind, action, outcome, NOW, "L01", "L02", "text"));
                }
            }
        }
        assertThat(rows(tx -> steps.history(tx, delivery)))
                .hasSize(5 * 8)
                .last()
                .isEqualTo(new CaseStep(
                        5 * 8, Case.Kind.BROKEN_GLASS, CaseStep.Action.REOPENED, null, NOW, "L01", "L02", "text"));
    }

    private List<String> persons(Recipient whose, boolean desk) {
        return rows(tx -> cases.page(
                        tx, "here", new Filter(null, whose, desk, false), null, 10, NOW, People.EVERYBODY, null))
                .stream()
                .map(Case::person)
                .toList();
    }

    /** What somebody who has signed in, with no people of their own, sees. */
    private List<String> seenBy(String me) {
        return rows(tx -> cases.page(tx, "here", Filter.OPEN, null, 10, NOW, new People(Set.of()), me)).stream()
                .map(Case::person)
                .toList();
    }

    private Recipient liaison(String code, String delegation) {
        db.transact(tx -> tx.update(
                "insert into staff (congress, code, language, role, delegations) values ('here', $1, 'ZH', 'LIAISON', array[$2])",
                code,
                delegation));
        return rows(tx -> new StaffStore().list(tx, "here")).stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private void step(long delivery, Case.Kind kind, CaseStep.Action action, String by, String to) {
        db.transact(tx -> new CaseStepStore().insert(tx, "here", delivery, kind, action, null, NOW, by, to, null));
    }

    private void copy(String copy, long holder, Instant until, Instant returned) {
        db.transact(tx -> tx.update(
                "insert into document_copy (congress, document, copy, holder, issued_at, recalled_at, recall_until, returned_at)"
                        + " values ('here', '17', $1, $2, $3, $3, $4, $5)",
                copy,
                holder,
                NOW.minusSeconds(3600),
                until,
                returned));
    }

    private List<Case> page() {
        return db.read(tx -> cases.page(tx, "here", Filter.OPEN, null, 10, NOW, People.EVERYBODY, null));
    }

    private Waiting waiting() {
        return db.read(tx -> cases.waiting(tx, "here", NOW, People.EVERYBODY));
    }

    private <T> List<T> rows(Function<Tx, List<T>> read) {
        return db.read(read);
    }
}
