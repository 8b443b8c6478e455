package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Events come in: once each, in order, whole or not at all. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class EventFlowIT {
    private static final JsonObject STAY_INSIDE =
            new JsonObject().put("text", new JsonObject().put("zh", "请留在室内。").put("en", "Stay inside."));

    @Inject
    Db db;

    @Test
    void twenty_parallel_posts_of_one_event_leave_one_set_of_deliveries() throws Exception {
        var congress = SampleCongress.withPeople(db, "twenty");
        var structured = congress.event("security.alert", "security/one", onlyTo("D15"));
        var binary = congress.event("security.alert", "security/two", onlyTo("D15"));
        var first = congress.event("security.alert", "security/three", onlyTo("D15"));
        var second = congress.event("security.alert", "security/four", onlyTo("D15"));

        var answers = atOnce(20, number -> () -> {
            congress.tell(structured).statusCode(200).body("fate", equalTo("APPLIED"));
            binary(binary);
            // The two in either order: whoever comes second waits, and nobody waits for ever.
            congress.tell(number % 2 == 0 ? new JsonObject[] {first, second} : new JsonObject[] {second, first})
                    .statusCode(200);
            return 200;
        });

        assertThat(answers).hasSize(20).containsOnly(200);
        congress.settled();
        assertThat(congress.phones("alert"))
                .extracting(SampleCongress.Sms::recipient)
                .hasSize(4 * 28)
                .containsOnlyElementsOf(SampleCongress.delegatesOf("D15"));
        assertThat(congress.states("alert")).isEqualTo(Map.of("DELIVERED", 4L * 28));
        hub().get(congress.path() + "/events").then().body("items.size()", equalTo(4));
    }

    @Test
    void of_ten_contents_under_one_id_at_once_one_wins_and_the_others_are_told_so() throws Exception {
        var congress = SampleCongress.withPeople(db, "ten");
        var event = congress.event("security.alert", "security/gate", STAY_INSIDE);

        var answers = atOnce(
                10,
                number -> () -> congress.tell(event.copy()
                                .put(
                                        "data",
                                        onlyTo("D15").put("text", new JsonObject().put("zh", "请走" + number + "号门。"))))
                        .extract()
                        .statusCode());

        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(9);
        congress.settled();
        assertThat(congress.phones()).hasSize(28);
        assertThat(congress.phones().stream().map(sms -> sms.text().replaceAll(".*(请走\\d号门).*", "$1")))
                .hasSize(28)
                .containsOnly(congress.phones().get(0).text().replaceAll(".*(请走\\d号门).*", "$1"));
    }

    @Test
    void an_older_event_is_stale_and_its_fate_says_so() {
        var congress = SampleCongress.with(db, "stale", Map.of("opening", Duration.ofDays(20)));
        var newer = congress.event("schedule.item-moved", "agenda/opening", place("大会议室"))
                .put("sequence", "7");
        var older = congress.event("schedule.item-moved", "agenda/opening", place("小会议室"))
                .put("sequence", "6");

        congress.tell(newer).statusCode(200).body("fate", equalTo("APPLIED"));
        congress.tell(older).statusCode(200).body("fate", equalTo("STALE"));

        var id = older.getString("id");
        for (var response : List.of(
                hub().get("/api/events" + older.getString("source") + "/" + id),
                hub().get("/api/events/{source}/{id}", older.getString("source"), id),
                hub().urlEncodingEnabled(false)
                        .get("/api/events/" + older.getString("source").replace("/", "%2F") + "/" + id),
                hub().queryParam("source", older.getString("source"))
                        .queryParam("id", id)
                        .get("/api/events"))) {
            response.then().statusCode(200).body("fate", equalTo("STALE")).body("reason", containsString("newer"));
        }
        hub().get("/api/events/planner/" + UUID.randomUUID()).then().statusCode(404);
        hub().get(congress.path() + "/agenda").then().body("items[0].place.zh", equalTo("大会议室"));
    }

    @Test
    void an_event_before_its_item_is_parked_and_follows_once_the_item_comes() {
        var congress = SampleCongress.withPeople(db, "parked");
        var moved = congress.event("schedule.item-moved", "agenda/opening", place("大会议室"));

        congress.tell(moved).statusCode(200).body("fate", equalTo("PARKED"));
        congress.importAgenda(SampleCongress.agenda(java.util.Set.of("opening"), Duration.ofDays(20)))
                .statusCode(200);

        hub().get("/api/events" + moved.getString("source") + "/" + moved.getString("id"))
                .then()
                .body("fate", equalTo("APPLIED"));
        hub().get(congress.path() + "/agenda").then().body("items[0].place.zh", equalTo("大会议室"));
    }

    @Test
    void a_batch_with_one_wrong_event_changes_nothing() {
        var congress = SampleCongress.withPeople(db, "batch");
        var good = congress.event("security.alert", "security/gate", STAY_INSIDE);
        var wrong = congress.event("security.alert", "security/hall", onlyTo("D99"));

        congress.tell(good, wrong).statusCode(422).body("detail", containsString("D99"));

        hub().get(congress.path() + "/events").then().body("items.size()", equalTo(0));
        assertThat(congress.settled().phones()).isEmpty();
    }

    private static JsonObject onlyTo(String delegation) {
        return STAY_INSIDE.copy().put("delegations", new JsonArray().add(delegation));
    }

    private static JsonObject place(String place) {
        return new JsonObject().put("place", new JsonObject().put("zh", place));
    }

    private static void binary(JsonObject event) {
        var request = hub().contentType("application/json")
                .body(event.getJsonObject("data").encode().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (var attribute : List.of("specversion", "id", "source", "type", "subject", "congress")) {
            request.header("ce-" + attribute, event.getString(attribute));
        }
        request.post("/api/events").then().statusCode(200).body("fate", equalTo("APPLIED"));
    }

    static <T> List<T> atOnce(int times, IntFunction<Callable<T>> call) throws Exception {
        var threads = Executors.newFixedThreadPool(times);
        var gate = new CountDownLatch(1);
        var answers = new ArrayList<java.util.concurrent.Future<T>>();
        for (int number = 0; number < times; number++) {
            var mine = call.apply(number);
            answers.add(threads.submit(() -> {
                gate.await();
                return mine.call();
            }));
        }
        gate.countDown();
        var got = new ArrayList<T>();
        for (var answer : answers) {
            got.add(answer.get());
        }
        threads.shutdown();
        return got;
    }
}
