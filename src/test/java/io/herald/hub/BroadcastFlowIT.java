package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.SampleCongress.json;
import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.SampleCongress.Sms;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Staff broadcast: they see beforehand what goes out, it goes out once, and they can stop it. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class BroadcastFlowIT {
    private static SampleCongress congress;

    @Inject
    Db db;

    @BeforeEach
    void one_congress_for_all() {
        if (congress == null) {
            congress = SampleCongress.with(
                    db, "broadcast", Map.of("opening", Duration.ofDays(5), "closed-1", Duration.ofMinutes(50)));
        }
    }

    @Test
    void a_preview_shows_the_very_text_that_is_sent() {
        var broadcast = to("D09", "seats").put("template", "item-reminder").put("item", "opening");
        var shown = preview(broadcast.copy().put("show", new JsonArray().add("570")))
                .statusCode(200)
                .body("heads", equalTo(48))
                .body("sms", equalTo(48))
                .body("card", equalTo(48))
                .body("gapCount", equalTo(0))
                .body("texts.code", hasItem("570"))
                .extract()
                .<List<Map<String, Object>>>path("texts");

        congress.broadcast(broadcast);

        var sms =
                shown.stream().filter(text -> text.get("channel").equals("sms")).toList();
        assertThat(sms).hasSize(1);
        assertThat(congress.settled().phones("seats"))
                .hasSize(48)
                .filteredOn(sent -> sent.recipient().equals("570"))
                .singleElement()
                .satisfies(sent -> assertThat(sent.text())
                        .isEqualTo(sms.get(0).get("text"))
                        .contains("开幕会", "座位"));
    }

    @Test
    void whoever_opted_out_or_has_no_phone_is_excluded_by_name_and_reason() {
        var broadcast = to("D15", "opted out").put("text", new JsonObject().put("zh", "请到大厅集合。"));
        congress.broadcast(broadcast);
        var phone = congress.settled().phones("opted out").get(0);

        reply(phone, "退订");

        preview(broadcast)
                .body("heads", equalTo(28))
                .body("sms", equalTo(27))
                .body("excluded.opted_out", equalTo(1))
                .body("excludedPeople.code", hasItem(phone.recipient()));
        congress.broadcast(broadcast.copy().put("name", "without them"));
        assertThat(congress.settled().phones("without them")).hasSize(27);
        assertThat(congress.states("without them")).isEqualTo(Map.of("DELIVERED", 27L, "FAILED opted_out", 1L));

        reply(phone, "恢复");
        preview(broadcast).body("sms", equalTo(28));

        preview(new JsonObject()
                        .put("text", new JsonObject().put("zh", "请到大厅集合。"))
                        .put("audience", "everyone"))
                .body(
                        "excluded.no_number",
                        equalTo(816 - SampleCongress.reachable().size()));
    }

    @Test
    void gaps_are_refused_with_the_names_unless_they_are_accepted() {
        var broadcast =
                to("D01", "diets").put("text", new JsonObject().put("zh", "您的用餐要求：{delegate.attributes.diet}。"));
        int asked = (int) SampleCongress.delegatesOf("D01").stream()
                .filter(BroadcastFlowIT::hasDiet)
                .count();

        preview(broadcast).body("gapCount", equalTo(90 - asked)).body("sms", equalTo(asked));
        release(broadcast)
                .statusCode(422)
                .body("detail", containsString((90 - asked) + " people"))
                .body("errors", hasSize(90 - asked))
                .body("errors[0].missing", hasItem("delegate.attributes.diet"));
        assertThat(congress.phones("diets")).isEmpty();

        release(broadcast.put("accept-gaps", true)).statusCode(201);

        assertThat(congress.settled().phones("diets")).hasSize(asked);
        assertThat(congress.states("diets"))
                .isEqualTo(Map.of("DELIVERED", (long) asked, "FAILED missing_value", 90L - asked));
    }

    @Test
    void twenty_requests_with_one_key_at_once_release_one_notice() throws Exception {
        var broadcast = to("D15", "keyed").put("text", new JsonObject().put("zh", "请到大厅集合。"));

        var ids = EventFlowIT.atOnce(
                20, number -> () -> keyed(broadcast, "once-only").extract().<String>path("id"));

        assertThat(Set.copyOf(ids)).hasSize(1).doesNotContain("");
        assertThat(congress.settled().phones("keyed")).hasSize(28);
        keyed(broadcast, "once-only").statusCode(200).body("id", equalTo(ids.get(0)));
        keyed(broadcast.copy().put("lane", "urgent"), "once-only").statusCode(409);
        keyed(broadcast, "another").statusCode(201);
    }

    /** The room is wrong; it is noticed while the SMS go out. */
    @Test
    void a_wrong_room_is_stopped_and_put_right_for_exactly_those_who_have_it() {
        var here = SampleCongress.withPeople(db, "wrong-room");
        var wrong = here.broadcast(new JsonObject()
                .put("name", "wrong")
                .put("text", new JsonObject().put("zh", "晚会在一号厅。").put("en", "The show is in hall 1."))
                .put("channels", new JsonArray().add("sms"))
                .put("audience", "everyone"));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> here.phones("wrong").size() >= 100);

        var right = new JsonObject()
                .put("name", "right")
                .put("text", new JsonObject().put("zh", "更正：晚会在二号厅。").put("en", "CORRECTION: hall 2."));
        var answer = hub().contentType("application/json")
                .header("Idempotency-Key", "repair-1")
                .body(right.encode())
                .post(here.path() + "/notices/" + wrong + "/correct")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();

        here.settled();
        var told = ChangeFlowIT.recipients(here.phones("wrong"));
        assertThat(ChangeFlowIT.recipients(here.phones("right"))).isEqualTo(told);
        assertThat(answer.getInt("people")).isEqualTo(told.size()).isLessThan(816);
        assertThat(here.states("wrong").keySet()).isSubsetOf("DELIVERED", "WITHDRAWN stopped", "FAILED no_number");
        hub().contentType("application/json")
                .header("Idempotency-Key", "repair-1")
                .body(right.encode())
                .post(here.path() + "/notices/" + wrong + "/correct")
                .then()
                .statusCode(200)
                .body("id", equalTo(answer.getString("id")));
    }

    @Test
    void what_reached_nobody_needs_no_correction_and_a_correction_names_no_audience() {
        var here = SampleCongress.withPeople(db, "in-time");
        var wrong = here.broadcast(new JsonObject()
                .put("name", "wrong")
                .put("text", new JsonObject().put("zh", "一号厅。"))
                .put("due", Instant.now().plus(Duration.ofHours(1)).toString())
                .put("audience", "everyone"));
        var right = new JsonObject().put("text", new JsonObject().put("zh", "二号厅。"));
        hub().contentType("application/json")
                .body(right.copy().put("audience", "everyone").encode())
                .post(here.path() + "/notices/" + wrong + "/correct")
                .then()
                .statusCode(422);
        hub().contentType("application/json")
                .body(right.encode())
                .post(here.path() + "/notices/" + wrong + "/correct")
                .then()
                .statusCode(200)
                .body("people", equalTo(0));
        assertThat(here.settled().phones()).isEmpty();
    }

    @Test
    void a_stop_in_the_middle_withdraws_all_that_has_not_left() {
        // Those who go into the closed session hear now, the others would in an hour.
        var id = congress.broadcast(new JsonObject()
                .put("name", "stopped")
                .put("text", new JsonObject().put("zh", "文件请于今日交回。"))
                .put("audience", "everyone")
                .put("due", Instant.now().plus(Duration.ofMinutes(60)).toString()));
        congress.settled();

        hub().post(congress.path() + "/notices/" + id + "/stop").then().body("stopped", equalTo(true));
        hub().post(congress.path() + "/notices/" + id + "/stop").then().body("stopped", equalTo(false));

        assertThat(congress.states("stopped")).isEqualTo(Map.of("WITHDRAWN stopped", 816L));
        assertThat(congress.phones("stopped")).isEmpty();
    }

    @Test
    void a_stop_while_it_is_sent_leaves_each_person_with_one_message_or_none() {
        var id = congress.broadcast(new JsonObject()
                .put("name", "halted")
                .put("text", new JsonObject().put("zh", "文件请于今日交回。"))
                .put("audience", "everyone"));
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> !congress.phones("halted").isEmpty());

        hub().post(congress.path() + "/notices/" + id + "/stop").then().body("stopped", equalTo(true));
        congress.settled();

        var states = congress.states("halted");
        var sent = recipients(congress.phones("halted"));
        assertThat(states.get("DELIVERED")).isEqualTo(sent.size());
        assertThat(states.keySet()).isSubsetOf("DELIVERED", "WITHDRAWN stopped", "FAILED no_number");
        assertThat(states.values().stream().mapToLong(heads -> heads).sum()).isEqualTo(816);
    }

    @Test
    void staff_can_be_told_by_role_and_by_whom_they_look_after() {
        congress.broadcast(text("duty").put("audience", new JsonObject().put("staff", new JsonArray().add("DUTY"))));
        congress.broadcast(text("liaisons")
                .put(
                        "audience",
                        new JsonObject()
                                .put("liaisons-of", new JsonObject().put("delegations", new JsonArray().add("D14")))));
        congress.settled();

        assertThat(recipients(congress.phones("duty")))
                .containsExactlyInAnyOrder("W01", "W02", "W03", "W04", "W05", "W06");
        assertThat(recipients(congress.phones("liaisons"))).containsExactlyInAnyOrder("L27", "L28", "C02");
    }

    @Test
    void a_phone_that_others_read_too_is_told_for_whom_the_text_is() {
        congress.broadcast(text("shared")
                .put(
                        "audience",
                        new JsonObject()
                                .put(
                                        "delegates",
                                        new JsonArray()
                                                .add("035")
                                                .add("621")
                                                .add("630")
                                                .add("002"))));

        var texts = congress.settled().phones("shared").stream().collect(Collectors.toMap(Sms::recipient, Sms::text));
        assertThat(texts.get("035")).startsWith("【江川大会】[转严月洁] ");
        assertThat(texts.get("621")).startsWith("【江川大会】[转钟国芳] ");
        assertThat(texts.get("630")).startsWith("【江川大会】[转萧启轩] ");
        assertThat(texts.get("002")).isEqualTo("【江川大会】请到大厅集合。");
    }

    static ValidatableResponse release(SampleCongress congress, JsonObject broadcast) {
        return json(broadcast.encode()).post(congress.path() + "/notices").then();
    }

    private static ValidatableResponse release(JsonObject broadcast) {
        return release(congress, broadcast);
    }

    private static ValidatableResponse preview(JsonObject broadcast) {
        return json(broadcast.encode())
                .post(congress.path() + "/notices/preview")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse keyed(JsonObject broadcast, String key) {
        return json(broadcast.encode())
                .header("Idempotency-Key", key)
                .post(congress.path() + "/notices")
                .then();
    }

    private static void reply(Sms to, String text) {
        json(new JsonObject().put("text", text).encode())
                .post("/api/sandbox/phones/{phone}/reply", to.phone())
                .then()
                .statusCode(200);
    }

    private static JsonObject to(String delegation, String name) {
        return new JsonObject()
                .put("name", name)
                .put("audience", new JsonObject().put("delegations", new JsonArray().add(delegation)));
    }

    private static JsonObject text(String name) {
        return new JsonObject().put("name", name).put("text", new JsonObject().put("zh", "请到大厅集合。"));
    }

    private static boolean hasDiet(String delegate) {
        return SampleCongress.read("delegates.csv")
                .lines()
                .map(line -> line.split(",", -1))
                .anyMatch(cells -> cells[0].equals(delegate) && !cells[10].isEmpty());
    }
}
