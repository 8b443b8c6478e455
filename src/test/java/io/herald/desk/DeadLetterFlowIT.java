package io.herald.desk;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.RabbitTestResource;
import io.herald.SampleCongress;
import io.herald.Together;
import io.herald.platform.Db;
import io.herald.platform.broker.Topology;
import io.herald.services.RabbitServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody can take blocks nobody, is lost to nobody, and ends by a person's decision. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
@QuarkusTestResource(value = RabbitTestResource.class, restrictToAnnotatedClass = true)
class DeadLetterFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final BasicProperties PLAIN = new BasicProperties();

    RabbitServer rabbit;

    @Inject
    Db db;

    @BeforeEach
    void nothing_stands_there() {
        await().atMost(PATIENCE).until(() -> Stream.of(Topology.EVENTS, Topology.DEAD, Topology.UNROUTED)
                .allMatch(rabbit::has));
        db.transact(tx -> tx.update("delete from dead_letter"));
    }

    @Test
    void what_is_no_event_of_ours_stands_there_with_its_reason_and_blocks_nobody() throws Exception {
        var congress = SampleCongress.withPeople(db, "poison");
        var misspelt =
                congress.event("security.alret", "security/gate", alert()).put("id", "misspelt");
        publish(Topology.EVENTS, "any", PLAIN, "no JSON at all");
        publish(Topology.EVENTS, "any", PLAIN, misspelt.encode());
        var good = congress.event("security.alert", "security/gate", alert());
        publish(Topology.EVENTS, "any", PLAIN, good.encode());

        await().atMost(PATIENCE).until(() -> fate(good) == 200);
        var waiting = list("?settled=false");
        assertThat(waiting).hasSize(2);
        assertThat(waiting.get(0))
                .containsEntry("type", "security.alret")
                .containsEntry("source", "/planner/poison")
                .containsEntry("event", "misspelt")
                .containsEntry("exchange", "herald.events")
                .containsEntry("routingKey", "any")
                .containsEntry("queue", "herald.events")
                .containsEntry("reason", "refused")
                .containsEntry("bytes", misspelt.encode().getBytes(StandardCharsets.UTF_8).length)
                .doesNotContainKey("body");
        assertThat((String) waiting.get(0).get("why")).contains("\"security.alret\" is not known");
        assertThat((String) waiting.get(1).get("why")).contains("no CloudEvent");
        hub().get("/api/dead-letters/" + waiting.get(0).get("id"))
                .then()
                .statusCode(200)
                .body("body", equalTo(misspelt.encode()), "letter.event", equalTo("misspelt"), "base64", nullValue());
        hub().get(congress.path() + "/board").then().body("needsAPerson.deadLetters", equalTo(2));
        assertThat(rabbit.queueDepth(Topology.EVENTS)).isZero();
    }

    @Test
    void retried_after_its_cause_is_mended_it_takes_effect_once() throws Exception {
        var event = new JsonObject()
                .put("specversion", "1.0")
                .put("id", "early")
                .put("source", "/planner/later")
                .put("type", "security.alert")
                .put("subject", "security/gate")
                .put("congress", "later")
                .put("data", alert());
        publish(Topology.EVENTS, "security", PLAIN, event.encode());
        var id = only("?settled=false");
        assertThat(list("").get(0)).containsEntry("why", "congress: there is no congress later.");

        var congress = SampleCongress.withPeople(db, "later");
        retry(id).statusCode(200).body("settledHow", equalTo("RETRIED"), "settledBy", equalTo("Li Na"));
        await().atMost(PATIENCE).until(() -> fate(event) == 200);
        assertThat(congress.settled().states("alert")).containsKey("DELIVERED");

        retry(id).statusCode(409);
        discard(id).statusCode(409);
        assertThat(list("?settled=false")).isEmpty();
        assertThat(only("?settled=true")).isEqualTo(id);
    }

    @Test
    void retried_too_early_it_comes_back_as_a_new_one() throws Exception {
        publish(Topology.EVENTS, "any", PLAIN, "still no JSON");
        var id = only("?settled=false");
        retry(id).statusCode(200);

        await().atMost(PATIENCE).until(() -> list("?settled=false").size() == 1);
        assertThat(only("?settled=false")).isNotEqualTo(id);
        assertThat(list("")).hasSize(2);
    }

    @Test
    void of_ten_retries_at_once_one_publishes_and_nine_are_told_so() throws Exception {
        var watch = "watch.retries";
        try (var connection = rabbit.connect()) {
            var channel = connection.createChannel();
            channel.queueDeclare(watch, true, false, false, Map.of());
            publish(Topology.EVENTS, "ten", PLAIN, "ten times no JSON");
            var id = only("?settled=false");
            channel.queueBind(watch, Topology.EVENTS, "ten");

            var answers = Together.call(10, () -> retry(id).extract().statusCode());
            assertThat(answers).containsOnly(200, 409);
            assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
            assertThat(channel.queueDeclarePassive(watch).getMessageCount()).isEqualTo(1);
            channel.queueDelete(watch);
        }
    }

    @Test
    void discarded_it_is_over_and_stays_to_be_seen() throws Exception {
        publish(Topology.EVENTS, "any", PLAIN, "nobody misses this");
        var id = only("?settled=false");

        hub().post("/api/dead-letters/" + id + "/discard")
                .then()
                .statusCode(200)
                .body("settledBy", equalTo(""));
        retry(id).statusCode(409);
        assertThat(list("?settled=false")).isEmpty();
        hub().get("/api/dead-letters/" + id)
                .then()
                .body("letter.settledHow", equalTo("DISCARDED"), "letter.settledAt", notNullValue());

        publish(Topology.EVENTS, "any", PLAIN, "nobody misses this");
        assertThat(only("?settled=false")).isNotEqualTo(id);
    }

    @Test
    void what_a_queue_gave_up_says_which_queue_and_why() throws Exception {
        publish(Topology.BATCHES, "urgent", PLAIN, "no batch");
        only("?settled=false");
        assertThat(list("").get(0))
                .containsEntry("kind", "DEAD")
                .containsEntry("exchange", "herald.batches")
                .containsEntry("routingKey", "urgent")
                .containsEntry("queue", "herald.batches.urgent")
                .containsEntry("reason", "rejected");
        assertThat(rabbit.queueDepth(Topology.DEAD)).isZero();
    }

    @Test
    void what_no_queue_wants_stands_there_until_one_does() throws Exception {
        var congress = SampleCongress.withPeople(db, "unrouted");
        var event = congress.event("security.alert", "security/gate", alert());
        try (var connection = rabbit.connect()) {
            var channel = connection.createChannel();
            channel.queueUnbind(Topology.EVENTS, Topology.EVENTS, "#");
            publish(Topology.EVENTS, "somewhere", PLAIN, event.encode());
            var id = only("?settled=false");
            assertThat(list("").get(0))
                    .containsEntry("kind", "UNROUTED")
                    .containsEntry("exchange", "herald.events")
                    .containsEntry("routingKey", "somewhere")
                    .containsEntry("reason", "unrouted");
            assertThat(fate(event)).isEqualTo(404);

            channel.queueBind(Topology.EVENTS, Topology.EVENTS, "#");
            retry(id).statusCode(200);
            await().atMost(PATIENCE).until(() -> fate(event) == 200);
        }
    }

    @Test
    void a_retry_while_the_broker_is_away_changes_nothing() throws Exception {
        publish(Topology.EVENTS, "any", PLAIN, "waits");
        var id = only("?settled=false");
        rabbit.stop();
        retry(id).statusCode(503).body("title", equalTo("Broker away"));
        assertThat(only("?settled=false")).isEqualTo(id);

        rabbit.restart();
        await().atMost(PATIENCE).until(() -> retry(id).extract().statusCode() == 200);
        await().atMost(PATIENCE)
                .until(() -> list("?settled=false").stream().anyMatch(letter -> !id.equals(letter.get("id"))));
    }

    @Test
    void an_event_in_headers_is_named_by_them_and_keeps_them_when_it_is_retried() throws Exception {
        var headers = Map.<String, Object>of(
                "ce-specversion", "1.0",
                "ce-id", "in headers",
                "ce-source", "/planner/headers",
                "ce-type", "security.alert",
                "ce-subject", "security/gate",
                "ce-congress", "headers");
        var binary = new BasicProperties.Builder()
                .contentType("application/json")
                .messageId("m-1")
                .headers(headers)
                .build();
        publish(Topology.EVENTS, "any", binary, alert().encode());
        var id = of("/planner/headers");
        hub().get("/api/dead-letters/" + id)
                .then()
                .body("messageId", equalTo("m-1"), "headers.ce-id", equalTo("in headers"));

        SampleCongress.withPeople(db, "headers");
        retry(id).statusCode(200);
        await().atMost(PATIENCE)
                .until(() ->
                        fate(new JsonObject().put("source", "/planner/headers").put("id", "in headers")) == 200);
    }

    @Test
    void what_no_database_can_hold_is_kept_too() throws Exception {
        var nasty = new BasicProperties.Builder()
                .contentType("te\0xt")
                .messageId("\0")
                .headers(Map.of(
                        "a\0b", "\0", "list", List.of("\0", 1, Map.of("deep", "\0")), "bytes", new byte[] {0, 1}))
                .build();
        publish(Topology.EVENTS, "k\0ey", nasty, "{\"type\": \"\\u0000\\ud800\", \"id\": \"nasty\"}");
        publish(Topology.BATCHES, "urgent", nasty, "\0");
        try (var connection = rabbit.connect()) {
            connection.createChannel().basicPublish(Topology.EVENTS, "any", PLAIN, new byte[] {-1, 0, -2});
        }
        await().atMost(PATIENCE).until(() -> list("?settled=false").size() == 3);
        assertThat(list("")).extracting(letter -> letter.get("event")).contains("nasty");
        for (var letter : list("")) {
            hub().get("/api/dead-letters/" + letter.get("id")).then().statusCode(200);
        }
    }

    @Test
    void the_same_message_again_while_it_waits_is_counted_and_makes_no_second_row() throws Exception {
        for (int time = 0; time < 3; time++) {
            publish(Topology.EVENTS, "any", PLAIN, "over and over");
        }
        publish(Topology.EVENTS, "any", PLAIN, "something else");
        await().atMost(PATIENCE).until(() -> list("").size() == 2);
        assertThat(list("").get(1)).containsEntry("times", 3);
        assertThat(list("").get(0)).containsEntry("times", 1);
    }

    @Test
    void the_list_comes_in_pages_and_refuses_what_it_does_not_understand() throws Exception {
        for (int number = 0; number < 5; number++) {
            publish(Topology.EVENTS, "any", PLAIN, "number " + number);
        }
        await().atMost(PATIENCE).until(() -> list("").size() == 5);
        var all = list("").stream().map(letter -> letter.get("id")).toList();
        var first = hub().get("/api/dead-letters?limit=3").then();
        assertThat(first.extract().<List<Object>>path("items.id")).isEqualTo(all.subList(0, 3));
        assertThat(list("?limit=3&after=" + first.extract().path("next")).stream()
                        .map(letter -> letter.get("id"))
                        .toList())
                .isEqualTo(all.subList(3, 5));

        hub().get("/api/dead-letters?after=x").then().statusCode(422);
        hub().get("/api/dead-letters/x").then().statusCode(404);
        hub().get("/api/dead-letters/00000000-0000-7000-8000-000000000000")
                .then()
                .statusCode(404);
        retry("00000000-0000-7000-8000-000000000000").statusCode(404);
        discard("x").statusCode(404);
        RestAssured.get("/api/dead-letters").then().statusCode(401).body("detail", containsString("key"));
    }

    private void publish(String exchange, String key, BasicProperties properties, String body) throws Exception {
        try (var connection = rabbit.connect()) {
            var channel = connection.createChannel();
            channel.confirmSelect();
            channel.basicPublish(exchange, key, properties, body.getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
        }
    }

    private static List<Map<String, Object>> list(String query) {
        return hub().get("/api/dead-letters" + query)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** Waits until there is one, and answers its id. */
    private static String only(String query) {
        await().atMost(PATIENCE).until(() -> list(query).size() == 1);
        return (String) list(query).get(0).get("id");
    }

    /** Waits until there is one of an event of this source, whatever else there is, and answers its id. */
    private static String of(String source) {
        var found = await().atMost(PATIENCE)
                .until(
                        () -> list("?settled=false").stream()
                                .filter(letter -> source.equals(letter.get("source")))
                                .toList(),
                        letters -> letters.size() == 1)
                .get(0);
        assertThat(found).containsEntry("event", "in headers");
        return (String) found.get("id");
    }

    private static ValidatableResponse retry(String id) {
        return decide(id, "retry");
    }

    private static ValidatableResponse discard(String id) {
        return decide(id, "discard");
    }

    private static ValidatableResponse decide(String id, String how) {
        return hub().queryParam("by", "Li Na")
                .post("/api/dead-letters/" + id + "/" + how)
                .then();
    }

    private static int fate(JsonObject event) {
        return hub().queryParam("source", event.getString("source"))
                .queryParam("id", event.getString("id"))
                .get("/api/events")
                .statusCode();
    }

    private static JsonObject alert() {
        return new JsonObject()
                .put("text", new JsonObject().put("zh", "请留在室内。").put("en", "Stay inside."))
                .put("delegations", new JsonArray().add("D15"));
    }
}
