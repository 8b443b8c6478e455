package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.RabbitTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.herald.platform.broker.Topology;
import io.herald.services.RabbitServer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events come in over AMQP from a program in another language, Debian's amqp-tools, and delegates hear of them. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
@QuarkusTestResource(value = RabbitTestResource.class, restrictToAnnotatedClass = true)
class EventQueueFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STRUCTURED = "application/cloudevents+json";

    RabbitServer rabbit;

    @Inject
    Db db;

    @BeforeEach
    void the_hub_has_made_its_queues() {
        await().atMost(PATIENCE).until(() -> rabbit.has(Topology.EVENTS));
    }

    @Test
    void a_publisher_in_another_language_publishes_an_event_and_delegates_are_told() throws Exception {
        var congress = SampleCongress.withPeople(db, "amqp");
        var event = congress.event("security.alert", "security/gate", alert("南门关闭"));

        publish(STRUCTURED, event.encode());

        awaitApplied(event);
        assertThat(congress.settled().phones())
                .hasSize(SampleCongress.reachable().size())
                .allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("南门关闭", "South gate"));
    }

    @Test
    void an_event_that_comes_by_every_door_and_often_takes_effect_once() throws Exception {
        var congress = SampleCongress.withPeople(db, "doors");
        var event = congress.event("security.alert", "security/gate", alert("北门关闭"));
        for (int time = 0; time < 3; time++) {
            publish(STRUCTURED, event.encode());
        }
        congress.tell(event);
        publish("application/cloudevents-batch+json", "[" + event.encode() + "," + event.encode() + "]");
        await().atMost(PATIENCE).until(() -> rabbit.queueDepth(Topology.EVENTS) == 0);
        awaitApplied(event);

        assertThat(congress.settled().phones())
                .hasSize(SampleCongress.reachable().size());
    }

    @Test
    void events_without_a_sequence_take_effect_in_the_order_they_were_published() throws Exception {
        var congress = SampleCongress.with(db, "order", Map.of("opening", Duration.ofDays(1)));
        JsonObject last = null;
        for (int minute = 10; minute < 30; minute++) {
            last = congress.event(
                    "schedule.item-moved",
                    "agenda/opening",
                    new JsonObject().put("start", "2030-03-15T10:" + minute + ":00+08:00"));
            last.remove("sequence");
            publish(STRUCTURED, last.encode());
        }
        awaitApplied(last);
        String start = hub().get(congress.path() + "/agenda/opening").path("start");
        assertThat(OffsetDateTime.parse(start).toInstant()).isEqualTo(Instant.parse("2030-03-15T02:29:00Z"));
    }

    private static JsonObject alert(String text) {
        return new JsonObject().put("text", new JsonObject().put("zh", text).put("en", "South gate"));
    }

    /** As a shell script would, with the routing key of its choice. */
    private void publish(String contentType, String body) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "amqp-publish",
                        "--url=amqp://guest:guest@127.0.0.1:" + rabbit.port(),
                        "--exchange=" + Topology.EVENTS,
                        "--routing-key=planner",
                        "--persistent",
                        "--content-type=" + contentType)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static void awaitApplied(JsonObject event) {
        await().atMost(PATIENCE).until(() -> "APPLIED"
                .equals(hub().queryParam("source", event.getString("source"))
                        .queryParam("id", event.getString("id"))
                        .get("/api/events")
                        .path("fate")));
    }
}
