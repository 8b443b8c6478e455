package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Confirmations are missing: who is asked again, who gets whose names, and that whoever answers is left in peace. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class EscalationFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Set<String> D15 = SampleCongress.delegatesOf("D15");

    @Inject
    Db db;

    @Test
    void an_evacuation_at_night_goes_on_asking_until_everybody_is_known_to_be_safe() {
        var congress = SampleCongress.withPeople(db, "evacuation");
        congress.tell("security.alert", "security/fire", alert("D15"));
        assertThat(recipients(congress.settled().phones("alert"))).isEqualTo(D15);
        var safe = D15.stream().sorted().limit(6).collect(Collectors.toSet());
        safe.forEach(person -> confirm(congress, person, "LIAISON"));

        fallsDue(congress, "REMIND");
        var again = congress.settled().phones("alert").stream()
                .filter(sms -> sms.text().contains("再次提醒") || sms.text().contains("REMINDER"))
                .toList();
        var open = new HashSet<>(D15);
        open.removeAll(safe);
        assertThat(recipients(again)).isEqualTo(open);
        assertThat(again).allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("请留在室内", "Stay inside"));

        fallsDue(congress, "LIAISONS");
        assertThat(recipients(congress.settled().phones("unanswered"))).isEqualTo(Set.of("L29", "L30"));
        assertThat(congress.phones("unanswered"))
                .allSatisfy(sms -> assertThat(sms.text()).contains(Integer.toString(heads(congress) - safe.size())));

        fallsDue(congress, "DESK");
        assertThat(congress.settled().phones("unanswered"))
                .filteredOn(sms -> sms.text().contains("D15"))
                .as("the duty desk hears how many of each delegation")
                .hasSize(staff("DUTY"));

        unconfirmed(congress).forEach(delivery -> confirm(congress, delivery, "DESK", 200));
        int before = congress.phones().size();
        fallsDue(congress, "CHIEFS");
        assertThat(congress.settled().phones()).hasSize(before);
        assertThat(peopleOf(congress, "CHIEFS")).isZero();
    }

    @Test
    void confirming_a_reminder_confirms_what_it_reminds_of_and_the_reverse() {
        var congress = SampleCongress.withPeople(db, "both");
        var notice = congress.broadcast(asking("D15"));
        congress.settled();
        fallsDue(congress, "REMIND");
        congress.settled();
        var one = D15.iterator().next();

        assertThat(deliveriesOf(congress, one)).hasSize(2);
        confirm(congress, deliveriesOf(congress, one).get(1), "LIAISON", 200);
        assertThat(unconfirmedOf(congress, one)).isZero();
        SampleCongress.hub()
                .get(congress.path() + "/notices/" + notice + "/roll-call")
                .then()
                .statusCode(200);

        fallsDue(congress, "LIAISONS");
        assertThat(peopleOf(congress, "LIAISONS")).isEqualTo(heads(congress) - 1);
    }

    @Test
    void a_stopped_notice_asks_nobody_again() {
        var congress = SampleCongress.withPeople(db, "hushed");
        var notice = congress.broadcast(asking("D15"));
        congress.settled();
        SampleCongress.hub()
                .post(congress.path() + "/notices/" + notice + "/stop")
                .then()
                .statusCode(200);

        int before = congress.phones().size();
        fallsDue(congress, "REMIND");
        fallsDue(congress, "LIAISONS");
        assertThat(congress.settled().phones()).hasSize(before);
    }

    @Test
    void the_clock_of_those_whose_phones_are_locked_away_stands_still_and_their_liaison_hears_what_is_urgent() {
        var congress = SampleCongress.with(db, "locked", Map.of("closed-1", Duration.ofMinutes(-5)));
        congress.settled();
        var inside = new TreeSet<>(SampleCongress.seatedAt("closed-1"));
        inside.retainAll(D15);
        assertThat(inside).isNotEmpty();
        congress.tell("security.alert", "security/gate", alert("D15"));
        congress.settled();

        fallsDue(congress, "REMIND");

        var again = congress.settled().phones("alert").stream()
                .filter(sms -> sms.text().contains("再次提醒") || sms.text().contains("REMINDER"))
                .toList();
        var outside = new HashSet<>(D15);
        outside.removeAll(inside);
        assertThat(recipients(again)).isEqualTo(outside);
        assertThat(recipients(congress.phones("unanswered"))).isEqualTo(Set.of("L29", "L30"));
        var end = SampleCongress.hub()
                .get(congress.path() + "/agenda/closed-1")
                .jsonPath()
                .getString("end");
        assertThat(postponed(congress)).isAfterOrEqualTo(Instant.parse(end));
    }

    @Test
    void steps_are_listed_and_those_that_make_no_sense_refused() {
        var congress = SampleCongress.withPeople(db, "steps");
        var notice = congress.broadcast(asking("D15"));
        var steps = SampleCongress.hub()
                .queryParam("notice", notice)
                .get(congress.path() + "/escalations")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(steps.getList("items.action")).isEqualTo(List.of("LIAISONS", "REMIND"));
        assertThat(steps.getList("items.afterSeconds", Long.class)).isEqualTo(List.of(600L, 300L));
        SampleCongress.json(asking("D15").put("ack", false))
                .post(congress.path() + "/notices")
                .then()
                .statusCode(422)
                .body("detail", containsString("escalation"));
        SampleCongress.json(asking("D15").put("escalation", new JsonArray().add("soon shout")))
                .post(congress.path() + "/notices")
                .then()
                .statusCode(422)
                .body("detail", containsString("shout"));
    }

    private static JsonObject alert(String delegation) {
        return new JsonObject()
                .put("text", new JsonObject().put("zh", "请留在室内。").put("en", "Stay inside."))
                .put("delegations", new JsonArray().add(delegation));
    }

    private static JsonObject asking(String delegation) {
        return new JsonObject()
                .put("name", "asking")
                .put("text", new JsonObject().put("zh", "请确认。").put("en", "Please confirm."))
                .put("ack", true)
                .put("escalation", new JsonArray().add("5m remind").add("10m liaisons"))
                .put("audience", new JsonObject().put("delegations", new JsonArray().add(delegation)));
    }

    /** Nobody waits for minutes here: the step's time is set to this moment. */
    private void fallsDue(SampleCongress congress, String action) {
        db.transact(tx -> tx.update(
                "update escalation e set due_at = now() from notice n where n.id = e.notice and n.congress = $1 and e.action = $2",
                congress.code(),
                action));
        await().atMost(PATIENCE)
                .until(() -> count(
                                "select count(*) as n from escalation e join notice n on n.id = e.notice"
                                        + " where n.congress = $1 and e.action = $2 and e.due_at <= now() and e.done_at is null",
                                congress.code(),
                                action)
                        == 0);
    }

    private void confirm(SampleCongress congress, String person, String way) {
        confirm(congress, deliveriesOf(congress, person).get(0), way, 200);
    }

    private static void confirm(SampleCongress congress, long delivery, String way, int status) {
        SampleCongress.json(new JsonObject().put("by", "Li Na").put("way", way))
                .post(congress.path() + "/deliveries/" + delivery + "/confirm")
                .then()
                .statusCode(status);
    }

    private List<Long> deliveriesOf(SampleCongress congress, String person) {
        return db.read(tx -> tx.list(
                "select d.id from delivery d join delegate g on g.id = d.recipient"
                        + " where g.congress = $1 and g.code = $2 order by d.id",
                row -> row.getLong("id"),
                congress.code(),
                person));
    }

    private List<Long> unconfirmed(SampleCongress congress) {
        return db.read(tx -> tx.list(
                "select d.id from delivery d join notice n on n.id = d.notice"
                        + " where n.congress = $1 and n.ack_asked and n.repeat_of is null and d.confirmed_at is null",
                row -> row.getLong("id"),
                congress.code()));
    }

    private long unconfirmedOf(SampleCongress congress, String person) {
        return count(
                "select count(*) as n from delivery d join delegate g on g.id = d.recipient"
                        + " where g.congress = $1 and g.code = $2 and d.confirmed_at is null",
                congress.code(),
                person);
    }

    private int heads(SampleCongress congress) {
        return (int) count(
                "select count(*) as n from delegate where congress = $1 and delegation = $2", congress.code(), "D15");
    }

    private long peopleOf(SampleCongress congress, String action) {
        return count(
                "select sum(e.people)::bigint as n from escalation e join notice n on n.id = e.notice"
                        + " where n.congress = $1 and e.action = $2",
                congress.code(),
                action);
    }

    private Instant postponed(SampleCongress congress) {
        return db.read(tx -> tx.one(
                        "select min(e.due_at) as due from escalation e join notice n on n.id = e.notice"
                                + " where n.congress = $1 and e.recipients is not null",
                        row -> io.herald.platform.Tx.instant(row, "due"),
                        congress.code()))
                .orElseThrow();
    }

    private static int staff(String role) {
        return (int) SampleCongress.read("staff.csv")
                .lines()
                .filter(line -> line.split(",", -1)[5].equals(role))
                .count();
    }

    private long count(String sql, Object... arguments) {
        return db.read(tx -> tx.one(sql, row -> row.getLong("n"), arguments)).orElseThrow();
    }
}
