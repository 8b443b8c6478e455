package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** People answer by SMS: they confirm, ask, or write something that a person must read. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class PhoneAnswersFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    Db db;

    @Test
    void an_answer_confirms_the_newest_that_asked_and_only_where_it_is_beyond_doubt_who_it_is() {
        var congress = SampleCongress.withPeople(db, "reply");
        congress.broadcast(asking("D09").put("audience", "everyone"));
        congress.settled();
        var alone = ownPhone(congress);
        reply(alone.phone(), "收到");
        await().atMost(PATIENCE).until(() -> confirmedWays(congress).equals(Map.of("sms", 1L)));
        assertThat(confirmed(congress, alone.recipient())).isTrue();

        var shared = sharedPhone(congress);
        reply(shared, "1");
        await().atMost(PATIENCE).until(() -> open(congress).size() == 1);
        assertThat(confirmedWays(congress)).isEqualTo(Map.of("sms", 1L));
    }

    @Test
    void questions_are_answered_with_what_is_true_now() {
        var congress = SampleCongress.with(db, "asks", Map.of("opening", Duration.ofHours(30)));
        congress.broadcast(asking("D09").put("ack", false));
        congress.settled();
        var person = ownPhone(congress);
        for (var word : List.of("座位", "agenda", "车", "ROOM", "？")) {
            reply(person.phone(), word);
        }

        await().atMost(PATIENCE)
                .until(() -> congress.settled().phones().stream()
                                .filter(sms -> sms.notice().startsWith("answer-"))
                                .count()
                        == 5);
        for (var answer : List.of("answer-seat", "answer-agenda", "answer-vehicle", "answer-room", "answer-help")) {
            assertThat(recipients(congress.phones(answer))).isEqualTo(Set.of(person.recipient()));
        }
        assertThat(congress.phones("answer-seat").get(0).text())
                .contains(seatOf(congress, person.recipient()))
                .containsAnyOf("开幕会", "Opening");

        var told = congress.phones("answer-agenda").size();
        congress.tell(
                "schedule.item-moved",
                "agenda/opening",
                Map.of(
                        "start",
                        ChangeFlowIT.startOf(congress, "opening")
                                .plusSeconds(3600)
                                .toString()));
        assertThat(recipients(congress.settled().phones("moved")))
                .as("whoever asked was told, and is corrected")
                .isEqualTo(Set.of(person.recipient()));
        assertThat(told).isEqualTo(1);
    }

    @Test
    void anything_else_goes_to_their_liaison_and_waits_for_a_person() {
        var congress = SampleCongress.withPeople(db, "talk");
        congress.broadcast(asking("D15"));
        congress.settled();
        var person = ownPhone(congress);
        reply(person.phone(), "我的行李还在车上，请帮忙找一下");

        await().atMost(PATIENCE).until(() -> open(congress).size() == 1);
        await().atMost(PATIENCE)
                .until(() -> congress.settled().phones("message-for-liaison").size() == 2);
        assertThat(recipients(congress.phones("message-for-liaison"))).isEqualTo(Set.of("L29", "L30"));
        assertThat(congress.phones("message-for-liaison")).allSatisfy(sms -> assertThat(sms.text())
                .contains("行李")
                .contains(person.recipient())
                .doesNotContain(person.phone()));
        var message = open(congress).get(0);
        SampleCongress.json(new JsonObject().put("by", "Li Na"))
                .post(congress.path() + "/inbound/" + message.get("id") + "/close")
                .then()
                .statusCode(200)
                .body("closed", equalTo(true));
        assertThat(open(congress)).isEmpty();
    }

    @Test
    void two_machines_that_answer_each_other_come_to_an_end() {
        var congress = SampleCongress.withPeople(db, "loop");
        congress.broadcast(asking("D11").put("ack", false));
        congress.settled();
        var person = ownPhone(congress);
        for (int time = 0; time < 12; time++) {
            reply(person.phone(), "help");
        }
        await().atMost(PATIENCE).until(() -> open(congress).size() == 2);
        assertThat(congress.settled().phones("answer-help")).hasSize(10);
    }

    private static JsonObject asking(String delegation) {
        return new JsonObject()
                .put("name", "asking")
                .put("text", new JsonObject().put("zh", "请确认。").put("en", "Please confirm."))
                .put("channels", new JsonArray().add("sms"))
                .put("ack", true)
                .put("audience", new JsonObject().put("delegations", new JsonArray().add(delegation)));
    }

    private static void reply(String phone, String text) {
        SampleCongress.json(new JsonObject().put("text", text))
                .post("/api/sandbox/phones/" + phone + "/reply")
                .then()
                .statusCode(200);
    }

    private static SampleCongress.Sms ownPhone(SampleCongress congress) {
        var perPhone = congress.phones().stream()
                .collect(Collectors.groupingBy(SampleCongress.Sms::phone, Collectors.counting()));
        return congress.phones().stream()
                .filter(sms -> perPhone.get(sms.phone()) == 1)
                .findFirst()
                .orElseThrow();
    }

    private static String sharedPhone(SampleCongress congress) {
        return congress.phones().stream()
                .collect(Collectors.groupingBy(SampleCongress.Sms::phone, Collectors.counting()))
                .entrySet()
                .stream()
                .filter(phone -> phone.getValue() > 1)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    private static List<Map<String, Object>> open(SampleCongress congress) {
        return SampleCongress.hub()
                .queryParam("open", true)
                .get(congress.path() + "/inbound")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private Map<String, Long> confirmedWays(SampleCongress congress) {
        return db
                .read(tx -> tx.list(
                        "select confirmed_way, count(*) as n from delivery where congress = $1 and confirmed_at is not null group by 1",
                        row -> Map.entry(row.getString("confirmed_way"), row.getLong("n")),
                        congress.code()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean confirmed(SampleCongress congress, String person) {
        return db.read(tx -> tx.one(
                        "select d.confirmed_at is not null as yes from delivery d join delegate g on g.id = d.recipient"
                                + " where g.congress = $1 and g.code = $2",
                        row -> row.getBoolean("yes"),
                        congress.code(),
                        person))
                .orElseThrow();
    }

    private String seatOf(SampleCongress congress, String person) {
        return db.read(tx -> tx.one(
                        "select s.seat from seat s join delegate g on g.id = s.delegate"
                                + " where g.congress = $1 and g.code = $2 and s.item = 'opening'",
                        row -> row.getString("seat"),
                        congress.code(),
                        person))
                .orElseThrow();
    }
}
