package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Numbered papers are handed out, called back and brought back, copy by copy. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class PapersFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Db db;

    @Test
    void whoever_still_holds_a_copy_is_reminded_until_it_is_back_whatever_they_confirmed() {
        var congress = SampleCongress.withPeople(db, "papers");
        issue(congress, Map.of("17-1", "005", "17-2", "006", "17-3", "006"));
        congress.settled();
        recall(congress);
        congress.settled();

        confirm(congress, "006");
        giveBack(congress, "17-1", "Li Na");
        fallsDue(congress, "REMIND", 30);

        var again = congress.settled().phones("document-recalled").stream()
                .filter(sms -> sms.text().contains("尚未交回") || sms.text().contains("not returned yet"))
                .toList();
        assertThat(recipients(again))
                .as("having read it is not having returned it")
                .isEqualTo(Set.of("006"));
        assertThat(again.get(0).text()).contains("17-2, 17-3");
        assertThat(confirmedWays(congress, "005"))
                .as("a paper that another hand brought confirms nothing")
                .isEmpty();

        giveBack(congress, "17-2", null);
        fallsDue(congress, "LIAISONS", 120);
        assertThat(recipients(congress.settled().phones("not-returned-liaison")))
                .isEqualTo(Set.of("L01", "L02"));
        assertThat(congress.phones("not-returned-liaison"))
                .allSatisfy(sms -> assertThat(sms.text()).contains("17").doesNotContain("null", "{"));

        giveBack(congress, "17-3", null);
        fallsDue(congress, "DESK", 240);
        assertThat(people(congress, "DESK", 240)).isZero();
    }

    @Test
    void it_is_known_who_holds_which_copy_who_brought_it_back_and_who_took_it() {
        var congress = SampleCongress.withPeople(db, "copies");
        issue(congress, Map.of("1", "005", "2", "006"));
        giveBack(congress, "1", "Li Na").body("fate", equalTo("APPLIED"));

        SampleCongress.hub()
                .get(congress.path() + "/documents/17/copies")
                .then()
                .statusCode(200)
                .body("items.copy", equalTo(List.of("1", "2")))
                .body("items[0].returnedBy", equalTo("Li Na"))
                .body("items[0].receivedBy", equalTo("document room"))
                .body("items[1].holder", equalTo("006"))
                .body("items[1].returned", nullValue());
        SampleCongress.hub()
                .queryParam("out", true)
                .queryParam("delegation", "D01")
                .get(congress.path() + "/documents/17/copies")
                .then()
                .statusCode(200)
                .body("items.copy", equalTo(List.of("2")));
        SampleCongress.hub()
                .get(congress.path() + "/documents")
                .then()
                .statusCode(200)
                .body("[0].document", equalTo("17"), "[0].copies", equalTo(2), "[0].out", equalTo(1));
        SampleCongress.hub()
                .get(congress.path() + "/documents/18/copies")
                .then()
                .statusCode(404);
        assertThat(congress.settled().states("document-returned")).isEqualTo(Map.of("CARD", 1L));
    }

    @Test
    void a_copy_that_is_out_is_handed_to_nobody_else_and_more_copies_outdate_nothing() {
        var congress = SampleCongress.withPeople(db, "handed");
        issue(congress, Map.of("1", "005"));
        congress.settled();
        congress.tell(congress.event("document.issued", "document/17", issued(Map.of("1", "006"))))
                .statusCode(422)
                .body("detail", containsString("copy 1 of document 17 is held by delegate 005"));
        issue(congress, Map.of("2", "006")).body("fate", equalTo("APPLIED"));
        assertThat(congress.settled().phones("document-issued"))
                .extracting(SampleCongress.Sms::recipient)
                .containsExactlyInAnyOrder("005", "006");
        assertThat(superseded(congress)).isZero();
        issue(congress, Map.of("2", "006"));
        assertThat(congress.settled().phones("document-issued"))
                .as("who holds it already is not told again")
                .hasSize(2);

        recall(congress);
        congress.tell(congress.event("document.issued", "document/17", issued(Map.of("3", "007"))))
                .statusCode(422)
                .body("detail", containsString("called back"));
    }

    private static ValidatableResponse issue(SampleCongress congress, Map<String, String> copies) {
        return congress.tell("document.issued", "document/17", issued(copies));
    }

    private static Map<String, Object> issued(Map<String, String> copies) {
        return Map.of(
                "title",
                Map.of("zh", "工作报告", "en", "Work report"),
                "copies",
                copies.entrySet().stream()
                        .map(copy -> Map.of("number", copy.getKey(), "delegate", copy.getValue()))
                        .toList());
    }

    private static void recall(SampleCongress congress) {
        congress.tell(
                "document.recalled",
                "document/17",
                Map.of(
                        "where",
                        Map.of("zh", "文件室", "en", "the document room"),
                        "until",
                        Instant.now().plus(Duration.ofDays(2)).toString()));
    }

    private static ValidatableResponse giveBack(SampleCongress congress, String copy, String handedInBy) {
        var data = new JsonObject().put("at", Instant.now().toString()).put("by", "document room");
        if (handedInBy != null) {
            data.put("handedInBy", handedInBy);
        }
        return congress.tell("document.returned", "document/17/copy/" + copy, data);
    }

    /** Nobody waits for hours here: the step's time is set to this moment. */
    private void fallsDue(SampleCongress congress, String action, int minutes) {
        db.transact(tx -> tx.update(
                "update escalation e set due_at = now() from notice n"
                        + " where n.id = e.notice and n.congress = $1 and e.action = $2 and e.after = make_interval(mins => $3)",
                congress.code(),
                action,
                minutes));
        await().atMost(PATIENCE).until(() -> people(congress, action, minutes) >= 0);
    }

    /** -1 until the step is done. */
    private int people(SampleCongress congress, String action, int minutes) {
        return db.read(tx -> tx.one(
                        "select e.people from escalation e join notice n on n.id = e.notice where n.congress = $1"
                                + " and e.action = $2 and e.after = make_interval(mins => $3) and e.done_at is not null",
                        row -> row.getInteger("people"),
                        congress.code(),
                        action,
                        minutes))
                .orElse(-1);
    }

    private void confirm(SampleCongress congress, String person) {
        var delivery = db.read(tx -> tx.one(
                        "select d.id from delivery d join notice n on n.id = d.notice join delegate g on g.id = d.recipient"
                                + " where g.congress = $1 and g.code = $2 and n.name = 'document-recalled'",
                        row -> row.getLong("id"),
                        congress.code(),
                        person))
                .orElseThrow();
        SampleCongress.json(new JsonObject().put("by", "Long Mao").put("way", "LIAISON"))
                .post(congress.path() + "/deliveries/" + delivery + "/confirm")
                .then()
                .statusCode(200);
    }

    private List<String> confirmedWays(SampleCongress congress, String person) {
        return db.read(tx -> tx.list(
                "select d.confirmed_way from delivery d join delegate g on g.id = d.recipient"
                        + " where g.congress = $1 and g.code = $2 and d.confirmed_at is not null",
                row -> row.getString("confirmed_way"),
                congress.code(),
                person));
    }

    private long superseded(SampleCongress congress) {
        return db.read(tx -> tx.one(
                        "select count(*) as n from notice where congress = $1 and superseded_at is not null",
                        row -> row.getLong("n"),
                        congress.code()))
                .orElseThrow();
    }
}
