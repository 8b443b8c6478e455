package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.SampleCongress.json;
import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
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
import org.junit.jupiter.api.Test;

/** What must not leave by SMS: confidential notices, and words of the congress's list. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class NotBySmsFlowIT {
    private static final Set<String> D15 = SampleCongress.delegatesOf("D15");
    private static final String SECRET = "选举结果";
    private static final String ZH = "您有一条保密通知，短信不便告知，请打开您的卡片查看，勿拍照、勿转发。会务值班：8000";
    private static final String EN = "CONFIDENTIAL NOTICE for you, not to be sent by text."
            + " Please read it on your card; do not copy or pass it on. Duty desk: 8000";

    @Inject
    Db db;

    @Inject
    PlaybookFile playbook;

    @Test
    void a_confidential_notice_is_told_by_the_card_and_by_no_sms_on_any_path() {
        var congress = SampleCongress.withPeople(db, "confidential");
        var notice = congress.broadcast(secret("Ballot 7")
                .put("ack", true)
                .put(
                        "escalation",
                        new JsonArray()
                                .add("5m remind")
                                .add("7m other-route")
                                .add("10m liaisons")
                                .add("15m desk")));

        var sent = congress.settled().phones("Ballot 7");
        assertThat(recipients(sent)).isEqualTo(D15);
        assertThat(sent).allSatisfy(sms -> assertThat(told(sms)).isIn(ZH, EN));
        var one = D15.stream().sorted().findFirst().orElseThrow();
        assertThat(card(congress, one)).contains("The result is out.");

        for (var step : List.of("REMIND", "OTHER_ROUTE", "LIAISONS", "DESK")) {
            fallsDue(congress, step);
            congress.settled();
        }
        assertThat(congress.phones("Ballot 7").stream()
                        .filter(sms -> recipients(sent).contains(sms.recipient())))
                .as("the notice, a reminder and one over another route")
                .hasSize(3 * D15.size());
        assertThat(congress.phones("unanswered")).extracting(Sms::recipient).contains("L29", "L30", "W01");

        json(new JsonObject()
                        .put("name", "Ballot 8")
                        .put("text", new JsonObject().put("zh", SECRET + "有误。"))
                        .encode())
                .post(congress.path() + "/notices/" + notice + "/correct")
                .then()
                .statusCode(201);

        assertThat(recipients(congress.settled().phones("Ballot 8"))).isEqualTo(D15);
        assertThat(congress.phones())
                .allSatisfy(sms -> assertThat(sms.text()).doesNotContain(SECRET, "Ballot", "result"));
        assertThat(card(congress, one)).contains(SECRET + "有误");
    }

    @Test
    void a_confidential_rule_is_not_summed_up_with_what_is_told_by_sms() {
        var congress = SampleCongress.with(db, "secret-seat", Map.of("opening", Duration.ofDays(5)));
        var secretSeats = playbook.text()
                .replace("template: seat-assigned\n", "template: seat-assigned\n    confidential: true\n");
        int number = 900;
        do { // unless the hub has just looked at its file again
            playbook.take(secretSeats);
            congress.tell(
                            congress.event(
                                    "schedule.vehicle-assigned",
                                    "delegate/002/vehicle",
                                    Map.of("vehicle", "V0" + (1 + ++number % 9))),
                            congress.event(
                                    "schedule.seat-assigned",
                                    "delegate/002/seat/opening",
                                    Map.of("seat", "Z-" + number)))
                    .statusCode(200);
        } while (!playbook.text().equals(secretSeats));
        playbook.reload();

        var seats = congress.settled().phones("seat");
        assertThat(seats.get(seats.size() - 1))
                .satisfies(sms -> assertThat(told(sms)).isEqualTo(ZH));
        assertThat(congress.phones("vehicle")).isNotEmpty();
        var last = "Z-" + number;
        assertThat(congress.phones()).allSatisfy(sms -> assertThat(sms.text()).doesNotContain(last));
        assertThat(card(congress, "002")).contains(last);
    }

    @Test
    void a_preview_of_a_confidential_notice_shows_what_the_phone_and_what_the_card_says() {
        var congress = SampleCongress.withPeople(db, "secret-preview");
        json(secret("Ballot").put("show", new JsonArray().add("789")).encode())
                .post(congress.path() + "/notices/preview")
                .then()
                .statusCode(200)
                .body("texts.findAll { it.channel == 'sms' }.text", everyItem(containsString("8000")))
                .body("texts.findAll { it.channel == 'card' }.size()", equalTo(1));
    }

    @Test
    void a_forbidden_word_that_comes_in_by_a_hole_is_found_with_its_place_and_person() {
        var congress = SampleCongress.withPeople(db, "forbidden").settings(words("严月洁", "Code Red"));
        var by = text("named", "{delegate.name}，请到大厅集合。").put("audience", delegates("035", "002"));

        release(congress, by)
                .statusCode(422)
                .body("detail", containsString("1 people"))
                .body("errors", hasSize(1))
                .body("errors[0].code", equalTo("035"))
                .body("errors[0].word", equalTo("严月洁"))
                .body("errors[0].places", hasItem("{delegate.name}"));
        release(congress, by.copy().put("accept-gaps", true)).statusCode(422);
        release(congress, text("said", "ＣＯＤＥ　ＲＥＤ，请集合。").put("audience", delegates("002")))
                .statusCode(422)
                .body("errors[0].places", hasItem("text"));
        assertThat(congress.settled().phones()).isEmpty();

        release(congress, text("fine", "code redder").put("audience", delegates("002")))
                .statusCode(201);
        release(
                        congress,
                        text("on the card", "Code Red")
                                .put("audience", delegates("002"))
                                .put("confidential", true))
                .statusCode(201);
        assertThat(congress.settled().phones("on the card"))
                .extracting(NotBySmsFlowIT::told)
                .containsExactly(ZH);
        assertThat(card(congress, "002")).contains("Code Red");
    }

    @Test
    void a_playbook_notice_goes_to_the_others_and_to_the_desk_for_whom_it_would_say_the_word() {
        var congress = SampleCongress.withPeople(db, "forbidden-rule").settings(words("严月洁"));

        var event = arrived(congress, "035");
        congress.tell(event, arrived(congress, "002")).statusCode(200);

        assertThat(recipients(congress.settled().phones("welcome"))).isEqualTo(Set.of("002"));
        assertThat(congress.states("welcome")).isEqualTo(Map.of("DELIVERED", 1L, "FAILED forbidden_word", 1L));
        assertThat(card(congress, "035")).contains("严月洁，欢迎您");
        hub().get(congress.path() + "/cases?kind=FAILED")
                .then()
                .body("items", hasSize(0)); // they have read it on their card
        hub().get("/api/events/{source}/{id}", event.getString("source"), event.getString("id"))
                .then()
                .body("reason", containsString("035 [严月洁]"));
    }

    @Test
    void a_word_is_looked_for_again_when_the_sms_leaves() {
        var congress = SampleCongress.withPeople(db, "forbidden-late");
        congress.broadcast(text("late", "代号北风。")
                .put("audience", delegates("002", "003"))
                .put("due", Instant.now().plus(Duration.ofHours(1)).toString()));
        congress.settled().settings(words("北风"));

        db.transact(tx -> tx.update(
                "update batch b set due_at = now() from notice n where n.id = b.notice and n.congress = $1",
                congress.code()));

        assertThat(congress.settled().phones()).isEmpty();
        assertThat(congress.states("late")).isEqualTo(Map.of("FAILED forbidden_word", 2L));
        hub().get(congress.path() + "/cases?kind=FAILED")
                .then()
                .body("items.reason", everyItem(equalTo("forbidden_word")))
                .body("items", hasSize(2));
    }

    private static JsonObject arrived(SampleCongress congress, String delegate) {
        var data = Map.of("at", Instant.now().toString(), "by", "desk 1");
        return congress.event("attendance.arrived", "delegate/" + delegate + "/arrival", data);
    }

    private static JsonObject secret(String name) {
        return new JsonObject()
                .put("name", name)
                .put("text", new JsonObject().put("zh", SECRET + "已经公布。").put("en", "The result is out."))
                .put("confidential", true)
                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D15")));
    }

    private static JsonObject text(String name, String zh) {
        return new JsonObject().put("name", name).put("text", new JsonObject().put("zh", zh));
    }

    private static JsonObject delegates(String... codes) {
        return new JsonObject().put("delegates", new JsonArray(List.of(codes)));
    }

    private static JsonObject words(String... words) {
        return new JsonObject()
                .put("twoPersons", new JsonObject().put("urgent", false))
                .put("forbiddenWords", new JsonArray(List.of(words)));
    }

    private static ValidatableResponse release(SampleCongress congress, JsonObject broadcast) {
        return BroadcastFlowIT.release(congress, broadcast);
    }

    /** Without the signature, and for whom it is where others read that phone too. */
    private static String told(Sms sms) {
        return sms.text().replaceFirst("^(【江川大会】|\\[Jiangchuan] )(\\[(转|For )[^]]*] )?", "");
    }

    /** What a delegate's card says. */
    private static String card(SampleCongress congress, String delegate) {
        var token = hub().get(congress.path() + "/delegates/" + delegate)
                .then()
                .statusCode(200)
                .extract()
                .<String>path("card");
        return hub().accept("application/json")
                .get("/c/" + token)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    /** Nobody waits for minutes here: the step's time is set to this moment. */
    private void fallsDue(SampleCongress congress, String action) {
        db.transact(tx -> tx.update(
                "update escalation e set due_at = now() from notice n where n.id = e.notice and n.congress = $1 and e.action = $2",
                congress.code(),
                action));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> db.read(tx -> tx.one(
                                        "select count(*) as n from escalation e join notice n on n.id = e.notice"
                                                + " where n.congress = $1 and e.action = $2 and e.done_at is null",
                                        row -> row.getLong("n"),
                                        congress.code(),
                                        action))
                                .orElseThrow()
                        == 0);
    }
}
