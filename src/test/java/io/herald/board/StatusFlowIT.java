package io.herald.board;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.RabbitTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.herald.services.RabbitServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Others hear of every change of a delivery, in the order of each, whatever becomes of the broker. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
@QuarkusTestResource(value = RabbitTestResource.class, restrictToAnnotatedClass = true)
class StatusFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    RabbitServer rabbit;

    @Inject
    Db db;

    @Inject
    DeliveryChangeStore changes;

    @Test
    void every_move_of_a_broadcast_is_told_once_and_ends_delivered() throws Exception {
        var congress = SampleCongress.withPeople(db, "told");
        var listener = StatusListener.to(rabbit, "told");
        var notice = congress.broadcast(to("D09"));
        congress.settled();
        awaitNothingWaits();

        var events = listener.events();
        assertThat(events).extracting(event -> event.getString("id")).doesNotHaveDuplicates();
        assertThat(listener.histories()).hasSize(48).allSatisfy((delivery, states) -> assertThat(states)
                .startsWith("PLANNED")
                .endsWith("DELIVERED")
                .doesNotHaveDuplicates());
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getString("type")).isEqualTo("herald.delivery.changed");
            assertThat(event.getString("source")).isEqualTo("/herald/congresses/told");
            assertThat(event.getString("subject")).startsWith("notices/" + notice + "/deliveries/");
            assertThat(event.getJsonObject("data").getString("delegation")).isEqualTo("D09");
        });
        assertThat(listener.messages()).allSatisfy(message -> {
            assertThat(message.getProps().getContentType()).isEqualTo("application/cloudevents-batch+json");
            assertThat(message.getProps().getDeliveryMode()).isEqualTo(2);
            assertThat(new String(message.getBody())).doesNotContain("+999", "江川", "集合");
        });
    }

    @Test
    void sight_and_confirmation_are_told_too() throws Exception {
        var congress = SampleCongress.withPeople(db, "sight");
        var listener = StatusListener.to(rabbit, "sight");
        congress.broadcast(to("D09").put("audience", new JsonObject().put("delegates", new JsonArray().add("570"))));
        congress.settled();
        awaitNothingWaits();
        long delivery = listener.histories().keySet().iterator().next();
        hub().contentType("application/json")
                .body("{\"by\": \"Li Na\", \"way\": \"LIAISON\"}")
                .post(congress.path() + "/deliveries/" + delivery + "/confirm")
                .then()
                .statusCode(200);
        awaitNothingWaits();

        var last = listener.events().get(listener.events().size() - 1).getJsonObject("data");
        assertThat(last.getString("way")).isEqualTo("liaison");
        assertThat(last.getString("confirmed")).isNotNull();
        assertThat(last.getString("state")).isEqualTo("DELIVERED");
        assertThat(last.getJsonObject("recipient"))
                .isEqualTo(new JsonObject().put("kind", "DELEGATE").put("code", "570"));
        assertThat(last.encode()).doesNotContain("Li Na");
    }

    @Test
    void changes_wait_for_a_broker_that_is_away_and_hold_nothing_else_up() throws Exception {
        var listener = StatusListener.to(rabbit, "away");
        var congress = SampleCongress.withPeople(db, "away");
        congress.broadcast(to("D09"));
        await().atMost(PATIENCE).until(() -> !listener.histories().isEmpty());
        rabbit.stop(); // killed, RabbitMQ 3.10 now and then brings a young queue back that confirms nothing any more

        congress.broadcast(to("D08"));
        congress.settled();
        assertThat(waiting()).isPositive();
        await().atMost(PATIENCE).until(() -> gauge("herald_status_waiting") > 0);
        assertThat(gauge("herald_status_oldest_seconds")).isPositive();

        rabbit.restart();
        awaitNothingWaits();
        assertThat(lastStates(listener)).isEqualTo(statesInTheDatabase(congress));
        await().atMost(PATIENCE).until(() -> gauge("herald_status_waiting") == 0);
    }

    @Test
    void a_broker_that_answers_nothing_holds_nothing_else_up_and_gets_what_it_never_confirmed_again() throws Exception {
        var congress = SampleCongress.withPeople(db, "silent");
        var listener = StatusListener.to(rabbit, "silent");
        rabbit.pause();
        congress.broadcast(to("D09"));
        congress.settled();
        assertThat(waiting()).isPositive();

        rabbit.resume();
        awaitNothingWaits();
        assertThat(lastStates(listener)).isEqualTo(statesInTheDatabase(congress));
    }

    @Test
    void that_nobody_listens_is_no_reason_to_keep_changes() {
        var congress = SampleCongress.withPeople(db, "alone");
        congress.broadcast(to("D15"));
        congress.settled();
        awaitNothingWaits();
    }

    @Test
    void many_changes_leave_in_their_order_by_two_hundred_at_most() throws Exception {
        var listener = StatusListener.to(rabbit, "many");
        db.transact(tx -> tx.update("""
                insert into delivery_change (changed_at, delivery, notice, recipient, congress, state, state_at)
                select now(), n % 5000, gen_random_uuid(), 0, 'many', 'SENT', now() from generate_series(1, 20000) as n
                """));
        awaitNothingWaits();

        assertThat(listener.events())
                .extracting(event -> Long.parseLong(event.getString("id")))
                .hasSize(20_000)
                .isSorted();
        assertThat(listener.messages())
                .allSatisfy(message -> assertThat(new JsonArray(Buffer.buffer(message.getBody())).size())
                        .isLessThanOrEqualTo(200));
    }

    @Test
    void what_is_told_is_described_without_a_key() {
        RestAssured.get("/q/asyncapi")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .body(containsString("asyncapi: 3.0.0"), containsString("herald.status"));
    }

    private Map<Long, String> lastStates(StatusListener listener) {
        var last = new HashMap<Long, String>();
        listener.histories().forEach((delivery, states) -> last.put(delivery, states.get(states.size() - 1)));
        return last;
    }

    private Map<Long, String> statesInTheDatabase(SampleCongress congress) {
        var states = new HashMap<Long, String>();
        db.read(tx -> tx.query("select id, state from delivery where congress = $1", congress.code()))
                .forEach(row -> states.put(row.getLong("id"), row.getString("state")));
        return states;
    }

    private void awaitNothingWaits() {
        await().atMost(PATIENCE).until(() -> waiting() == 0);
    }

    private long waiting() {
        return db.read(changes::waiting);
    }

    private static double gauge(String name) {
        return hub().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElse(-1);
    }

    private static JsonObject to(String delegation) {
        return new JsonObject()
                .put("text", new JsonObject().put("zh", "请到大厅集合。").put("en", "Meet in the hall."))
                .put("name", "hall")
                .put("audience", new JsonObject().put("delegations", new JsonArray().add(delegation)));
    }
}
