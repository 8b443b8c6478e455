package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.SampleCongress.json;
import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One person asks for a broadcast, another releases it; and the duty desk alone, when it must be. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class ApprovalFlowIT {
    private static final int REACHABLE = SampleCongress.reachable().size();

    @Inject
    Db db;

    @Test
    void a_large_broadcast_waits_and_nobody_hears_of_it_until_a_second_person_releases_it() {
        var congress = of("two-persons");
        var asked = ask(congress, "S01", toEveryone("gather").put("ack", true).put("escalation", array("5m remind")))
                .statusCode(202)
                .body("waiting.state", equalTo("WAITING"))
                .body("waiting.why", contains("MANY_PEOPLE"))
                .body("waiting.askedBy", equalTo("S01"))
                .body("waiting.look.heads", equalTo(816))
                .body("waiting.look.sms", equalTo(REACHABLE))
                .body("waiting.look.excluded.no_number", equalTo(816 - REACHABLE))
                .body("waiting.look.danger.level", equalTo("MEDIUM"))
                .body("waiting.look.danger.reasons.code", hasItem("MANY_PEOPLE"))
                .extract()
                .jsonPath();
        var notice = asked.getString("id");
        var basis = asked.getString("waiting.basis");

        assertThat(congress.settled().phones()).isEmpty();
        assertThat(congress.states("gather")).isEmpty();
        steps(congress).body("items", hasSize(0));
        waiting(congress).body("items.id", contains(notice)).body("items[0].waiting", equalTo(true));

        hub().get(congress.path() + "/board").then().body("needsAPerson.toRelease", equalTo(1));

        approve(congress, notice, null, basis).statusCode(422).body("detail", containsString("by:"));
        approve(congress, notice, "X99", basis).statusCode(422).body("detail", containsString("X99"));
        approve(congress, notice, "S01", basis).statusCode(403).body("detail", containsString("second person"));
        approve(congress, notice, "L01", basis).statusCode(403);
        approve(congress, notice, "S02", null).statusCode(422).body("detail", containsString("basis"));
        assertThat(congress.settled().phones()).isEmpty();

        approve(congress, notice, "S02", basis)
                .statusCode(200)
                .body("state", equalTo("APPROVED"))
                .body("decidedBy", equalTo("S02"))
                .body("look", nullValue());
        approve(congress, notice, "S02", basis).statusCode(200);
        approve(congress, notice, "W01", basis).statusCode(409).body("detail", containsString("S02"));

        assertThat(congress.settled().phones("gather")).hasSize(REACHABLE);
        steps(congress).body("items.action", contains("REMIND"));
        waiting(congress).body("items", hasSize(0));
        hub().get(congress.path() + "/notices/" + notice)
                .then()
                .body("createdBy", equalTo("S01"))
                .body("progress.planned", equalTo(816))
                .body("progress.waiting", equalTo(false));
    }

    @Test
    void up_to_the_number_one_person_is_enough_and_for_what_is_urgent_never() {
        var congress = of("enough");
        ask(congress, null, to("D15", "small")).statusCode(201);
        ask(congress, "X99", to("D15", "unknown")).statusCode(422).body("detail", containsString("X99"));
        ask(congress, null, to("D15", "urgent").put("lane", "urgent"))
                .statusCode(422)
                .body("detail", containsString("two persons"));
        ask(congress, "L29", to("D15", "urgent").put("lane", "urgent"))
                .statusCode(202)
                .body("waiting.why", contains("URGENT"))
                .body("waiting.look.danger.reasons.code", hasItem("URGENT"));
        congress.settings(new JsonObject()
                .put("twoPersons", new JsonObject().put("above", 10).put("urgent", false)));
        ask(congress, "L29", to("D15", "many")).statusCode(202).body("waiting.why", contains("MANY_PEOPLE"));
        congress.settings(new JsonObject().put("twoPersons", new JsonObject().put("urgent", false)));
        ask(congress, null, to("D15", "alone").put("lane", "urgent")).statusCode(201);

        assertThat(recipients(congress.settled().phones("small"))).isEqualTo(SampleCongress.delegatesOf("D15"));
        assertThat(recipients(congress.phones("alone"))).isEqualTo(SampleCongress.delegatesOf("D15"));
        assertThat(congress.phones("urgent")).isEmpty();
        assertThat(congress.phones("many")).isEmpty();
    }

    @Test
    void asking_again_with_the_same_key_asks_once() {
        var congress = of("asked-once");
        var first =
                keyed(congress, toEveryone("once")).statusCode(202).extract().<String>path("id");
        keyed(congress, toEveryone("once"))
                .statusCode(200)
                .body("id", equalTo(first))
                .body("waiting.state", equalTo("WAITING"));
        keyed(congress, toEveryone("other")).statusCode(409);
        waiting(congress).body("items.id", contains(first));
    }

    @Test
    void of_two_who_approve_at_once_one_releases_it_and_the_other_hears_so() throws Exception {
        var congress = of("both-at-once");
        var asked = asked(congress, to("D15", "urgent").put("lane", "urgent"));
        var second = List.of("S02", "S03", "W01", "W02");

        var answers = EventFlowIT.atOnce(
                4,
                number -> () -> approve(
                                congress, asked.getString("id"), second.get(number), asked.getString("waiting.basis"))
                        .extract()
                        .statusCode());

        assertThat(answers).containsExactlyInAnyOrder(200, 409, 409, 409);
        assertThat(congress.settled().phones("urgent"))
                .hasSize(SampleCongress.delegatesOf("D15").size());
    }

    @Test
    void when_the_world_has_moved_since_they_looked_nobody_is_told_and_they_look_again() {
        var congress = of("world-moved");
        congress.broadcast(to("D15", "before"));
        var phone = congress.settled().phones("before").get(0).phone();
        var asked = asked(congress, toEveryone("news"));
        var basis = asked.getString("waiting.basis");

        reply(phone, "退订");

        var now = approve(congress, asked.getString("id"), "S02", basis)
                .statusCode(409)
                .body("release.state", equalTo("WAITING"))
                .body("release.look.excluded.opted_out", equalTo(1))
                .body("release.look.sms", equalTo(REACHABLE - 1))
                .extract()
                .<String>path("release.basis");
        assertThat(congress.settled().phones("news")).isEmpty();
        look(congress, asked.getString("id")).body("basis", equalTo(now));

        approve(congress, asked.getString("id"), "S02", now).statusCode(200);
        assertThat(congress.settled().phones("news")).hasSize(REACHABLE - 1);
        reply(phone, "恢复"); // other stories are told to the same phones
    }

    private static void reply(String phone, String text) {
        json(new JsonObject().put("text", text).encode())
                .post("/api/sandbox/phones/{phone}/reply", phone)
                .then()
                .statusCode(200);
    }

    @Test
    void the_danger_of_a_broadcast_stands_in_its_preview() {
        var congress = SampleCongress.with(db, "danger", Map.of("closed-1", Duration.ofMinutes(50)));
        int inside = (int) SampleCongress.read("seats.csv")
                .lines()
                .filter(seat -> seat.startsWith("closed-1,"))
                .count();
        var then = toEveryone("then").put("due", inAnHour());
        danger(congress, then).body(reason("EARLY_FOR_SOME"), equalTo(inside));
        danger(congress, then.copy().put("lane", "urgent"))
                .body(reason("PHONES_LOCKED_AWAY"), equalTo(inside))
                .body(reason("EARLY_FOR_SOME"), nullValue());

        var hour = LocalTime.now(SampleCongress.ZONE).truncatedTo(ChronoUnit.MINUTES);
        congress.settings(new JsonObject()
                .put("quietFrom", hour.minusHours(1).toString())
                .put("quietTo", hour.plusHours(1).toString()));
        danger(congress, toEveryone("now"))
                .body("danger.level", equalTo("HIGH"))
                .body(reason("WAKES"), equalTo(REACHABLE))
                .body(reason("MANY_PEOPLE"), equalTo(816))
                .body(reason("PHONES_LOCKED_AWAY"), nullValue());
        danger(congress, to("D15", "now").put("lane", "urgent")).body("danger.level", equalTo("MEDIUM"));
        danger(congress, toEveryone("card alone").put("channels", new JsonArray().add("card")))
                .body(reason("WAKES"), nullValue());
    }

    private static ValidatableResponse danger(SampleCongress congress, JsonObject broadcast) {
        return json(broadcast.encode())
                .post(congress.path() + "/notices/preview")
                .then()
                .statusCode(200);
    }

    private static String reason(String code) {
        return "danger.reasons.find { it.code == '" + code + "' }?.number";
    }

    @Test
    void what_it_is_about_moves_and_the_request_is_of_no_use() {
        var congress = SampleCongress.with(db, "item-moved", Map.of("opening", Duration.ofDays(5)))
                .settings(new JsonObject());
        var asked = asked(congress, toEveryone("opening").put("item", "opening"));
        congress.tell(
                "schedule.item-moved",
                "agenda/opening",
                Map.of("start", Instant.now().plus(Duration.ofDays(6)).toString()));
        approve(congress, asked.getString("id"), "S02", asked.getString("waiting.basis"))
                .statusCode(409)
                .body("release.state", equalTo("SUPERSEDED"));
        assertThat(congress.settled().phones("opening")).isEmpty();
    }

    @Test
    void what_waited_past_its_due_time_goes_out_at_once_and_past_its_use_by_never() {
        var congress = of("overdue");
        var due = asked(congress, toEveryone("due").put("due", inAnHour()));
        var gone = asked(congress, toEveryone("gone").put("due", inAnHour()));
        timePasses("update notice set due_at = now() - interval '1 minute' where id = $1", due);
        timePasses("update notice set use_by = now() where id = $1", gone);

        approve(congress, due.getString("id"), "S02", due.getString("waiting.basis"))
                .statusCode(200);
        approve(congress, gone.getString("id"), "S02", gone.getString("waiting.basis"))
                .statusCode(409)
                .body("release.state", equalTo("EXPIRED"))
                .body("detail", containsString("use-by"));

        assertThat(congress.settled().phones("due")).hasSize(REACHABLE);
        assertThat(congress.phones("gone")).isEmpty();
        reject(congress, gone.getString("id"), "S02", "too late").statusCode(200);
    }

    @Test
    void what_is_rejected_says_why_and_reaches_nobody() {
        var congress = of("rejected");
        var asked = asked(congress, toEveryone("rumour"));
        var notice = asked.getString("id");

        reject(congress, notice, "S02", " ").statusCode(422).body("detail", containsString("reason"));
        reject(congress, notice, "L01", "no").statusCode(403);
        reject(congress, notice, "S02", "it is not so").statusCode(200).body("state", equalTo("REJECTED"));
        approve(congress, notice, "S03", asked.getString("waiting.basis"))
                .statusCode(409)
                .body("release.reason", equalTo("it is not so"))
                .body("release.decidedBy", equalTo("S02"));

        assertThat(congress.settled().phones()).isEmpty();
        waiting(congress).body("items", hasSize(0));
        var own = asked(congress, toEveryone("second thought")).getString("id");
        reject(congress, own, "S01", "my mistake").statusCode(200);
    }

    @Test
    void the_duty_desk_breaks_the_glass_and_somebody_else_looks_at_why() {
        var congress = of("glass");
        var asked = ask(congress, "W01", toEveryone("gas").put("lane", "urgent"))
                .statusCode(202)
                .body("waiting.why", hasItems("MANY_PEOPLE", "URGENT"))
                .extract()
                .<String>path("id");
        glass(congress, asked, "S02", "gas is leaking").statusCode(403);
        glass(congress, asked, "W01", " ").statusCode(422).body("detail", containsString("glass"));

        glass(congress, asked, "W01", "gas is leaking, nobody else is awake")
                .statusCode(200)
                .body("state", equalTo("BROKEN_GLASS"));

        assertThat(congress.settled().phones("gas")).hasSize(REACHABLE);
        cases(congress)
                .body("items.kind", contains("BROKEN_GLASS"))
                .body("items[0].person", equalTo("W01"))
                .body("items[0].notice", equalTo(asked))
                .body("items[0].reason", equalTo("gas is leaking, nobody else is awake"));
        hub().get(congress.path() + "/board").then().body("needsAPerson.brokenGlass", equalTo(1));

        review(congress, asked, "W01").statusCode(403);
        review(congress, asked, "S01").statusCode(200).body("reviewedBy", equalTo("S01"));
        cases(congress).body("items", hasSize(0));
        look(congress, asked).body("reason", containsString("nobody else is awake"));
    }

    @Test
    void an_alert_by_event_waits_for_nobody() {
        var congress = of("not-held");
        congress.tell(
                "security.alert",
                "security/fire",
                Map.of("text", Map.of("zh", "请撤离到南广场。", "en", "Leave for the south square.")));
        assertThat(congress.settled().phones("alert")).hasSize(REACHABLE);
    }

    @Test
    void a_correction_to_many_waits_too_while_the_wrong_notice_is_stopped_at_once() {
        var congress = SampleCongress.withPeople(db, "held-correction");
        var wrong = congress.broadcast(toEveryone("wrong"));
        congress.settled().settings(new JsonObject());
        var right = new JsonObject().put("name", "right").put("text", new JsonObject().put("zh", "更正：二号厅。"));
        json(right.encode())
                .post(congress.path() + "/notices/" + wrong + "/correct")
                .then()
                .statusCode(422);

        var asked = json(right.encode())
                .queryParam("by", "S01")
                .post(congress.path() + "/notices/" + wrong + "/correct")
                .then()
                .statusCode(202)
                .body("waiting.corrects", equalTo(wrong))
                .extract()
                .jsonPath();
        hub().post(congress.path() + "/notices/" + wrong + "/stop").then().body("stopped", equalTo(false));
        assertThat(congress.settled().phones("right")).isEmpty();

        approve(congress, asked.getString("id"), "S02", asked.getString("waiting.basis"))
                .statusCode(200);
        assertThat(recipients(congress.settled().phones("right"))).isEqualTo(recipients(congress.phones("wrong")));
    }

    /** A congress that says nothing about release: two persons above two hundred people, and for what is urgent. */
    private SampleCongress of(String code) {
        return SampleCongress.withPeople(db, code).settings(new JsonObject());
    }

    private static ValidatableResponse ask(SampleCongress congress, String by, JsonObject broadcast) {
        var call = json(broadcast.encode());
        return (by == null ? call : call.queryParam("by", by))
                .post(congress.path() + "/notices")
                .then();
    }

    private static JsonPath asked(SampleCongress congress, JsonObject broadcast) {
        return ask(congress, "S01", broadcast).statusCode(202).extract().jsonPath();
    }

    private static ValidatableResponse keyed(SampleCongress congress, JsonObject broadcast) {
        return json(broadcast.encode())
                .header("Idempotency-Key", "ask-1")
                .queryParam("by", "S01")
                .post(congress.path() + "/notices")
                .then();
    }

    private static ValidatableResponse approve(SampleCongress congress, String notice, String by, String basis) {
        return decide(congress, notice, "approve", by, new JsonObject().put("basis", basis));
    }

    private static ValidatableResponse glass(SampleCongress congress, String notice, String by, String reason) {
        return decide(congress, notice, "approve", by, new JsonObject().put("glass", reason));
    }

    private static ValidatableResponse reject(SampleCongress congress, String notice, String by, String reason) {
        return decide(congress, notice, "reject", by, new JsonObject().put("reason", reason));
    }

    private static ValidatableResponse review(SampleCongress congress, String notice, String by) {
        return decide(congress, notice, "review", by, new JsonObject());
    }

    private static ValidatableResponse decide(
            SampleCongress congress, String notice, String what, String by, JsonObject body) {
        var call = json(body.encode());
        return (by == null ? call : call.queryParam("by", by))
                .post(congress.path() + "/notices/" + notice + "/" + what)
                .then();
    }

    private static ValidatableResponse look(SampleCongress congress, String notice) {
        return hub().get(congress.path() + "/notices/" + notice + "/release")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse waiting(SampleCongress congress) {
        return hub().queryParam("waiting", true)
                .get(congress.path() + "/notices")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse cases(SampleCongress congress) {
        return hub().queryParam("kind", "BROKEN_GLASS")
                .get(congress.path() + "/cases")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse steps(SampleCongress congress) {
        return hub().get(congress.path() + "/escalations").then().statusCode(200);
    }

    private void timePasses(String sql, JsonPath asked) {
        db.transact(tx -> tx.update(sql, UUID.fromString(asked.getString("id"))));
    }

    private static String inAnHour() {
        return Instant.now().plus(Duration.ofHours(1)).toString();
    }

    private static JsonArray array(String step) {
        return new JsonArray().add(step);
    }

    private static JsonObject toEveryone(String name) {
        return text(name).put("audience", "everyone");
    }

    private static JsonObject to(String delegation, String name) {
        return text(name).put("audience", new JsonObject().put("delegations", new JsonArray().add(delegation)));
    }

    private static JsonObject text(String name) {
        return new JsonObject().put("name", name).put("text", new JsonObject().put("zh", "请到大厅集合。"));
    }
}
