package io.herald.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People do not answer: their liaison calls them, confirms for them, hands over to the desk, and the desk to the next shift. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class CaseBookFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Db db;

    @Test
    void a_liaison_sees_to_their_own_people_and_each_thing_they_do_is_kept() {
        var congress = unanswered("calling");
        var mine = cases(congress, "L29");
        assertThat(mine).isNotEmpty().allSatisfy(found -> assertThat(found.get("delegation"))
                .isEqualTo("D15"));
        assertThat(cases(congress, "L01")).isEmpty();
        long first = delivery(mine.get(0));

        act(congress, first, "take", by("L29"), 200).body("now.holder", equalTo("L29"));
        act(congress, first, "take", by("L30"), 409).body("detail", containsString("L29"));
        act(congress, first, "called", by("L29").put("outcome", "NO_ANSWER"), 200);
        act(congress, first, "called", by("L29").put("outcome", "REACHED").put("text", "在房间"), 200)
                .body("standing", equalTo("OPEN"));
        act(congress, first, "confirm", by("L29"), 200)
                .body("standing", equalTo("SETTLED"))
                .body("now", nullValue())
                .body("history.action", equalTo(List.of("TAKEN", "CALLED", "CALLED", "CONFIRMED")))
                .body("history.by", equalTo(List.of("L29", "L29", "L29", "L29")));
        assertThat(way(first)).isEqualTo("liaison by L29");
        assertThat(cases(congress, "L29")).noneMatch(found -> delivery(found) == first);

        long second = delivery(mine.get(1));
        act(congress, second, "take", by("L01"), 404);
        act(congress, second, "hand-over", by("L29").put("to", "desk"), 200).body("now.atDesk", equalTo(true));
        assertThat(cases(congress, "L29")).noneMatch(found -> delivery(found) == second);
        assertThat(desk(congress)).anyMatch(found -> delivery(found) == second);
        act(congress, second, "close", by(duty(congress, 0)), 422).body("detail", containsString("text"));
        act(congress, second, "close", by(duty(congress, 0)).put("text", "已离会"), 200)
                .body("standing", equalTo("CLOSED"));
        act(congress, second, "called", by(duty(congress, 0)).put("outcome", "REACHED"), 409);
        assertThat(desk(congress)).noneMatch(found -> delivery(found) == second);
        act(congress, second, "reopen", by(duty(congress, 0)), 200).body("standing", equalTo("OPEN"));
    }

    @Test
    void a_case_settles_itself_when_the_delegate_confirms_and_keeps_its_history() {
        var congress = unanswered("settling");
        long one = delivery(cases(congress, "L29").get(0));
        act(congress, one, "note", by("L29").put("text", "晚点再打"), 200);
        SampleCongress.json(new JsonObject().put("by", "Li Na").put("way", "DESK"))
                .post(congress.path() + "/deliveries/" + one + "/confirm")
                .then()
                .statusCode(200);

        SampleCongress.hub()
                .get(congress.path() + "/cases/" + one)
                .then()
                .statusCode(200)
                .body("standing", equalTo("SETTLED"), "history[0].text", equalTo("晚点再打"));
        act(congress, one, "take", by("L29"), 409).body("detail", containsString("settled"));
        act(congress, one, "take", by("nobody"), 422).body("detail", containsString("nobody"));
        act(congress, one, "shout", by("L29"), 404);
        act(congress, 999_999_999L, "take", by("L29"), 404);
    }

    @Test
    void the_desk_is_handed_over_with_what_stands_open_at_that_moment() {
        var congress = unanswered("shifts");
        var first = duty(congress, 0);
        var second = duty(congress, 1);
        desk(congress, "", null, 200).body("holder", nullValue());
        desk(congress, "/hand-over", by(first).put("to", second), 409);
        desk(congress, "/begin", by("L29"), 422).body("detail", containsString("neither a duty officer"));
        desk(congress, "/begin", by(first), 200);
        desk(congress, "/begin", by(second), 409).body("detail", containsString(first));
        long about = delivery(cases(congress, "L29").get(0));
        desk(congress, "/book", by(first).put("text", "8号楼停电").put("delivery", about), 200);
        desk(congress, "/book", by(first).put("text", "x").put("delivery", 999_999_999), 422);
        int open = cases(congress, "L29").size();
        desk(congress, "/hand-over", by(second).put("to", first), 409);
        desk(congress, "/hand-over", by(first).put("to", second).put("text", "一切正常"), 200)
                .body("open.unanswered", equalTo(open))
                .body("open.oldest", notNullValue());
        desk(congress, "", null, 200).body("holder", equalTo(second));

        SampleCongress.hub()
                .queryParam("limit", 2)
                .get(congress.path() + "/desk/book")
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("HANDED_OVER", "NOTED")))
                .body("items[1].delivery", equalTo((int) about))
                .body("next", notNullValue());
        desk(congress, "/begin", by(first).put("text", "接班人未到"), 200);
        desk(congress, "", null, 200).body("holder", equalTo(first));
    }

    /** A quarter of an hour later nobody of D15 has answered. */
    private SampleCongress unanswered(String code) {
        var congress = SampleCongress.withPeople(db, code);
        congress.broadcast(new JsonObject()
                .put("name", "asking")
                .put("text", new JsonObject().put("zh", "请确认。").put("en", "Please confirm."))
                .put("ack", true)
                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D15"))));
        congress.settled();
        db.transact(tx -> tx.update(
                "update delivery set on_card_since = on_card_since - interval '20 minutes' where congress = $1", code));
        await().atMost(PATIENCE).until(() -> cases(congress, "L29").size() > 1);
        return congress;
    }

    private static JsonObject by(String staff) {
        return new JsonObject().put("by", staff);
    }

    private static ValidatableResponse act(
            SampleCongress congress, long delivery, String action, JsonObject body, int status) {
        return SampleCongress.json(body)
                .post(congress.path() + "/cases/" + delivery + "/" + action)
                .then()
                .statusCode(status);
    }

    private static ValidatableResponse desk(SampleCongress congress, String path, JsonObject body, int status) {
        var address = congress.path() + "/desk" + path;
        return (body == null
                        ? SampleCongress.hub().get(address)
                        : SampleCongress.json(body).post(address))
                .then()
                .statusCode(status);
    }

    private static List<Map<String, Object>> cases(SampleCongress congress, String liaison) {
        return SampleCongress.hub()
                .queryParam("liaison", liaison)
                .queryParam("limit", 1000)
                .get(congress.path() + "/cases")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static List<Map<String, Object>> desk(SampleCongress congress) {
        return SampleCongress.hub()
                .queryParam("desk", true)
                .get(congress.path() + "/cases")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static long delivery(Map<String, Object> found) {
        return ((Number) found.get("delivery")).longValue();
    }

    private String way(long delivery) {
        return db.read(tx -> tx.one(
                        "select confirmed_way || ' by ' || confirmed_by as way from delivery where id = $1",
                        row -> row.getString("way"),
                        delivery))
                .orElseThrow();
    }

    private String duty(SampleCongress congress, int which) {
        return db.read(tx -> tx.list(
                        "select code from staff where congress = $1 and role = 'DUTY' order by code",
                        row -> row.getString("code"),
                        congress.code()))
                .get(which);
    }
}
