package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.SampleCongress.Sms;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
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

/** People sign in, or do not: who is greeted, who is asked where they are, and that being there is not having read. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class PresenceFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Db db;

    @Test
    void who_signs_in_is_greeted_with_their_seat_and_what_follows_and_has_confirmed_nothing() {
        var congress = SampleCongress.with(
                db, "greeted", Map.of("opening", Duration.ofDays(2), "plenary-2", Duration.ofDays(3)));
        congress.broadcast(asking("D01"));
        congress.settled();

        congress.tell("attendance.signed-in", "delegate/007/attendance/opening", seen("gate 2"));

        await().atMost(PATIENCE).until(() -> card(congress, "007").contains("签到成功"));
        assertThat(greeting(congress, "007"))
                .contains(seat(congress, "007", "opening"))
                .contains("您的下一项：" + title(congress, "plenary-2"));
        assertThat(recorded(congress, "007", "opening")).isEqualTo("SIGNED_IN by gate 2");
        assertThat(confirmed(congress, "007")).isZero();
        congress.tell("attendance.signed-in", "delegate/007/attendance/opening", seen("gate 3"));
        assertThat(congress.settled().states("signed-in"))
                .as("a badge that is shown twice is greeted once")
                .isEqualTo(Map.of("CARD", 1L));
        assertThat(congress.phones("signed-in")).isEmpty();

        congress.tell("schedule.item-cancelled", "agenda/plenary-2", Map.of());
        assertThat(greeting(congress, "007"))
                .as("never what is not so any more")
                .doesNotContain("您的下一项");
    }

    @Test
    void a_quarter_of_an_hour_before_whoever_has_not_signed_in_is_asked_to_and_each_liaison_gets_one_list() {
        var congress =
                SampleCongress.with(db, "missing", Map.of("press", Duration.ofDays(2), "leaders", Duration.ofDays(2)));
        var expected = new TreeSet<>(seats("press"));
        var here = expected.stream().limit(4).collect(Collectors.toSet());
        var excused = expected.stream().skip(4).findFirst().orElseThrow();
        here.forEach(person ->
                congress.tell("attendance.signed-in", "delegate/" + person + "/attendance/press", seen("gate 1")));
        congress.tell("attendance.absent", "delegate/" + excused + "/attendance/press", seen("desk"));
        congress.settled();

        startsSoon(congress, "press", "leaders");

        await().atMost(PATIENCE).until(() -> missed(congress, "press") > 0 && missed(congress, "leaders") == 0);
        var missing = new HashSet<>(expected);
        missing.removeAll(here);
        missing.remove(excused);
        assertThat(missed(congress, "press")).isEqualTo(missing.size());
        SampleCongress.hub()
                .queryParam("unknown", true)
                .queryParam("limit", 1000)
                .get(congress.path() + "/agenda/press/attendance/people")
                .then()
                .statusCode(200)
                .body("items.person", containsInAnyOrder(missing.toArray()));
        SampleCongress.hub()
                .get(congress.path() + "/agenda/press/attendance/people")
                .then()
                .statusCode(200)
                .body("items.find { it.person == '" + excused + "' }.by", equalTo("desk"));
        var asked = congress.settled().phones("not-signed-in");
        var themselves = new HashSet<>(missing);
        themselves.removeAll(throughLiaison());
        themselves.retainAll(SampleCongress.reachable());
        assertThat(recipients(asked)).isEqualTo(themselves);
        assertThat(asked).hasSize(themselves.size());
        var lists = congress.phones("not-signed-in-liaison");
        assertThat(recipients(lists)).isEqualTo(liaisonsOf(missing));
        assertThat(lists).extracting(Sms::recipient).doesNotHaveDuplicates();
        assertThat(congress.phones())
                .as("nobody signs in for the meeting of leaders, and nobody is asked to")
                .noneMatch(sms -> sms.subject().equals("agenda/leaders/sign-in"));
    }

    @Test
    void an_older_word_of_absence_sends_nobody_to_look_for_who_has_come() {
        var congress = SampleCongress.with(db, "late-word", Map.of("press", Duration.ofDays(2)));
        var person = seats("press").iterator().next();
        var now = Instant.now();
        congress.tell("attendance.signed-in", "delegate/" + person + "/attendance/press", Map.of("at", now.toString()));
        congress.tell(
                "attendance.absent",
                "delegate/" + person + "/attendance/press",
                Map.of("at", now.minusSeconds(60).toString()));

        assertThat(congress.settled().phones("absent")).isEmpty();
        assertThat(recorded(congress, person, "press")).startsWith("SIGNED_IN");
    }

    private static JsonObject asking(String delegation) {
        return new JsonObject()
                .put("name", "asking")
                .put("text", new JsonObject().put("zh", "请确认。").put("en", "Please confirm."))
                .put("ack", true)
                .put("audience", new JsonObject().put("delegations", new JsonArray().add(delegation)));
    }

    private static Map<String, String> seen(String by) {
        return Map.of("at", Instant.now().toString(), "by", by);
    }

    /** Nobody waits for days here: the items start in fourteen minutes. */
    private void startsSoon(SampleCongress congress, String... items) {
        db.transact(tx -> tx.update(
                "update agenda_item set starts_at = now() + interval '14 minutes', ends_at = now() + interval '1 hour'"
                        + " where congress = $1 and code = any($2)",
                congress.code(),
                items));
    }

    /** -1 until it was looked. */
    private int missed(SampleCongress congress, String item) {
        return db.read(tx -> tx.one(
                        "select people from sign_in_call where congress = $1 and item = $2",
                        row -> row.getInteger("people"),
                        congress.code(),
                        item))
                .orElse(-1);
    }

    private String recorded(SampleCongress congress, String person, String item) {
        return db.read(tx -> tx.one(
                        "select a.state || ' by ' || a.by_whom as word from attendance a join delegate d on d.id = a.delegate"
                                + " where a.congress = $1 and d.code = $2 and a.item = $3",
                        row -> row.getString("word"),
                        congress.code(),
                        person,
                        item))
                .orElseThrow();
    }

    private long confirmed(SampleCongress congress, String person) {
        return db.read(tx -> tx.one(
                        "select count(*) as n from delivery d join delegate g on g.id = d.recipient"
                                + " where g.congress = $1 and g.code = $2 and d.confirmed_at is not null",
                        row -> row.getLong("n"),
                        congress.code(),
                        person))
                .orElseThrow();
    }

    private String seat(SampleCongress congress, String person, String item) {
        return db.read(tx -> tx.one(
                        "select s.seat from seat s join delegate d on d.id = s.delegate"
                                + " where s.congress = $1 and d.code = $2 and s.item = $3",
                        row -> row.getString("seat"),
                        congress.code(),
                        person,
                        item))
                .orElseThrow();
    }

    private String title(SampleCongress congress, String item) {
        return db.read(tx -> tx.one(
                        "select title_zh from agenda_item where congress = $1 and code = $2",
                        row -> row.getString("title_zh"),
                        congress.code(),
                        item))
                .orElseThrow();
    }

    private String greeting(SampleCongress congress, String person) {
        List<String> texts = JsonPath.from(card(congress, person)).getList("messages.text");
        return texts.stream()
                .filter(text -> text.startsWith("签到成功"))
                .findFirst()
                .orElseThrow();
    }

    private String card(SampleCongress congress, String person) {
        var token = db.read(tx -> tx.one(
                        "select card_token from delegate where congress = $1 and code = $2",
                        row -> row.getString("card_token"),
                        congress.code(),
                        person))
                .orElseThrow();
        return RestAssured.given()
                .accept("application/json")
                .queryParam("lang", "zh")
                .get("/c/" + token)
                .asString();
    }

    private static Set<String> seats(String item) {
        return SampleCongress.seats(Set.of(item))
                .lines()
                .skip(1)
                .map(line -> line.split(",")[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> throughLiaison() {
        return SampleCongress.read("delegates.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[9].equals("LIAISON"))
                .map(cells -> cells[0])
                .collect(Collectors.toSet());
    }

    private static Set<String> liaisonsOf(Set<String> people) {
        var delegations = SampleCongress.read("delegates.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> people.contains(cells[0]))
                .map(cells -> cells[5])
                .collect(Collectors.toSet());
        return SampleCongress.read("staff.csv")
                .lines()
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[5].equals("LIAISON") && delegations.contains(cells[6]))
                .map(cells -> cells[0])
                .collect(Collectors.toSet());
    }
}
