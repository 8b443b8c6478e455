package io.herald.access;

import static io.herald.SampleCongress.hub;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SmallCongress;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A machine does with its key what the key is for. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class KeyFlowIT {
    private static final String OWN = "keys";
    private static final String OTHER = "keys-other";

    private static boolean made;

    @Inject
    Db db;

    @Inject
    HubClock clock;

    @BeforeEach
    void two_congresses() {
        if (!made) {
            new SmallCongress(db, OWN);
            new SmallCongress(db, OTHER);
            made = true;
        }
    }

    @Test
    void a_key_is_shown_once_and_kept_only_as_a_hash() {
        var answer = make("planner", OWN, "read");
        var secret = secret(answer);
        assertThat(secret).hasSizeGreaterThan(40);
        hub().get("/api/keys")
                .then()
                .statusCode(200)
                .body("name", hasItem("planner"))
                .body(not(containsString(secret)))
                .body(not(containsString(CardTokens.hash(secret))));
    }

    @Test
    void a_key_does_what_it_has_the_right_for_in_its_congress() {
        var reader = secret(make("reader", OWN, "read"));
        with(reader).get(path(OWN, "/delegates")).then().statusCode(200);
        with(reader)
                .contentType("text/csv")
                .post(path(OWN, "/delegates/import"))
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("import"));
        with(reader).get(path(OTHER, "/delegates")).then().statusCode(403);
        with(reader).get("/api/congresses").then().statusCode(200).body("code", contains(OWN));
        with(reader).get("/api/dead-letters").then().statusCode(403);
        with(reader).get("/api/keys").then().statusCode(403);
        with(reader).get("/api/session").then().statusCode(403);
    }

    @Test
    void security_events_need_a_right_of_their_own() {
        var planner = secret(make("events", OWN, "events"));
        var guard = secret(make("guard", OWN, "security-events"));
        var alert = event("security.alert", "security/gate", OWN);
        var moved = event("schedule.item-cancelled", "agenda/nowhere", OWN);
        sent(planner, alert).then().statusCode(403).body("detail", containsString("security-events"));
        sent(guard, moved).then().statusCode(403).body("detail", containsString("events"));
        sent(planner, moved).then().statusCode(200);
        sent(guard, alert).then().statusCode(200);
    }

    @Test
    void a_batch_with_one_event_that_is_not_allowed_changes_nothing() {
        var planner = secret(make("batch", OWN, "events"));
        var here = event("schedule.item-cancelled", "agenda/nowhere", OWN);
        var there = event("schedule.item-cancelled", "agenda/nowhere", OTHER);
        with(planner)
                .contentType("application/cloudevents-batch+json")
                .body(new JsonArray().add(here).add(there).encode())
                .post("/api/events")
                .then()
                .statusCode(403)
                .body("detail", containsString(OWN));
        hub().get("/api/events?source=/keys&id=" + here.getString("id")).then().statusCode(404);
    }

    @Test
    void the_fate_of_an_event_is_its_congresss_affair() {
        var event = event("schedule.item-cancelled", "agenda/nowhere", OTHER);
        sent(FlowProfile.KEY, event).then().statusCode(200);
        var fate = "/api/events?source=/keys&id=" + event.getString("id");
        with(secret(make("own", OWN, "events"))).get(fate).then().statusCode(404);
        with(secret(make("other", OTHER, "events"))).get(fate).then().statusCode(200);
    }

    @Test
    void a_revoked_key_opens_nothing() {
        var answer = make("revoked", null, "read");
        var key = with(secret(answer));
        key.get("/api/congresses").then().statusCode(200);
        hub().delete("/api/keys/" + answer.path("key.id")).then().statusCode(204);
        key.get("/api/congresses").then().statusCode(401);
        hub().delete("/api/keys/" + UUID.randomUUID()).then().statusCode(404);
    }

    @Test
    void a_key_ends_when_it_expires() {
        var soon = clock.instant().plusSeconds(3600);
        var answer = make(Map.of("name", "short", "rights", List.of("read"), "expires", soon.toString()));
        var key = with(secret(answer));
        db.transact(tx -> tx.update(
                "update access_key set expires_at = now() - interval '1 second' where id = $1",
                UUID.fromString(answer.path("key.id"))));
        key.get("/api/congresses").then().statusCode(401);
    }

    @Test
    void the_last_use_of_a_key_is_known() {
        var answer = make("used", null, "read");
        with(secret(answer)).get("/api/congresses").then().statusCode(200);
        hub().get("/api/keys")
                .then()
                .body("find { it.id == '" + answer.path("key.id") + "' }.lastUsedAt", notNullValue())
                .body("find { it.id == '" + answer.path("key.id") + "' }.madeBy", equalTo("bootstrap"));
    }

    @Test
    void what_makes_no_sense_is_refused() {
        refused(Map.of("rights", List.of("read")), 422, "name");
        refused(Map.of("name", "x", "rights", List.of()), 422, "rights");
        refused(Map.of("name", "x", "rights", List.of("self")), 422, "rights");
        refused(Map.of("name", "x", "rights", List.of("everything")), 400, "/rights");
        refused(Map.of("name", "x", "rights", List.of("read"), "congress", "none"), 422, "none");
        refused(Map.of("name", "x", "rights", List.of("admin"), "congress", OWN), 422, "congress");
        refused(Map.of("name", "x", "rights", List.of("read"), "expires", "2020-01-01T00:00:00Z"), 422, "expires");
    }

    private static void refused(Map<String, Object> body, int status, String says) {
        make(body).then().statusCode(status).body("detail", containsString(says));
    }

    private static Response make(String name, String congress, String right) {
        var body = new JsonObject()
                .put("name", name)
                .put("rights", new JsonArray().add(right))
                .put("congress", congress);
        return make(body.getMap());
    }

    private static Response make(Map<String, Object> body) {
        return hub().contentType("application/json")
                .body(new JsonObject(body).encode())
                .post("/api/keys");
    }

    private static String secret(Response made) {
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.path("secret");
    }

    private static RequestSpecification with(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    private static Response sent(String key, JsonObject event) {
        return with(key)
                .contentType("application/cloudevents+json")
                .body(event.encode())
                .post("/api/events");
    }

    private static JsonObject event(String type, String subject, String congress) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", UUID.randomUUID().toString())
                .put("source", "/keys")
                .put("type", type)
                .put("subject", subject)
                .put("congress", congress)
                .put(
                        "data",
                        type.startsWith("security")
                                ? new JsonObject().put("text", new JsonObject().put("zh", "南门关闭"))
                                : new JsonObject());
    }

    private static String path(String congress, String rest) {
        return "/api/congresses/" + congress + rest;
    }
}
