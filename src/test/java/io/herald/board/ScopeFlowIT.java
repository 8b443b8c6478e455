package io.herald.board;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SignedIn;
import io.herald.SmallCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A liaison and a residence chief see and speak for their own people, by whatever way they look. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class ScopeFlowIT {
    private static SmallCongress congress;
    private static SignedIn liaison;
    private static SignedIn chief;
    private static UUID forBoth;
    private static UUID forTheOther;
    private static long own;
    private static long other;

    @Inject
    Db db;

    /** 001 is of D01; 002 is of D02 and lives in R02. Both have a failed delivery of an unanswered notice, and wrote to us. */
    @BeforeEach
    void two_delegates_of_two_delegations() {
        if (congress != null) {
            return;
        }
        congress = new SmallCongress(db, "scope");
        db.transact(tx -> tx.update("insert into residence (congress, code) values ('scope', 'R02')"));
        long first = congress.delegate("001", "D01");
        long second = congress.delegate("002", "D02");
        db.transact(tx -> tx.update("update delegate set residence = 'R02' where id = $1", second));
        congress.item("opening", SmallCongress.NOW, Duration.ofHours(1), false);
        congress.seat("opening", first, "1-1");
        congress.seat("opening", second, "1-2");
        forBoth = congress.notice().ackAsked().insert();
        own = congress.delivery(forBoth, first).state("FAILED").insert();
        other = congress.delivery(forBoth, second).state("FAILED").insert();
        forTheOther = congress.notice().insert();
        congress.delivery(forTheOther, second).state("IN_DOUBT").insert();
        wrote(first, "一");
        wrote(second, "二");
        liaison = SignedIn.as(db, "LIAISON", congress, "L01", "D01", "R02");
        chief = SignedIn.as(db, "CHIEF", congress, "C01", "D01", "R02");
    }

    @Test
    void people_are_listed_searched_and_opened_within_the_scope_alone() {
        get(liaison, "/delegates").body("items.code", contains("001"));
        get(chief, "/delegates").body("items.code", contains("002"));
        get(liaison, "/delegates?q=002").body("items", empty());
        get(liaison, "/delegates?delegation=D02").body("items", empty());
        get(liaison, "/delegates/001").body("profile.recipient.code", equalTo("001"));
        refused(liaison, "/delegates/002", 404);
        refused(liaison, "/staff", 403);
    }

    @Test
    void an_export_has_nobody_else_in_it() {
        assertThat(get(liaison, "/delegates/export").extract().asString())
                .contains("001")
                .doesNotContain("002");
    }

    @Test
    void deliveries_are_those_of_own_people() {
        get(liaison, "/deliveries").body("items.person", contains("001"));
        get(chief, "/notices/" + forBoth + "/deliveries").body("items.person", contains("002"));
        get(liaison, "/notices/" + forBoth + "/roll-call").body("items.delegation", contains("D01"));
        get(liaison, "/delegates/001/deliveries").body("items", hasSize(1));
        refused(liaison, "/delegates/002/deliveries", 404);
    }

    @Test
    void boards_count_own_people_alone() {
        get(liaison, "/board").body("deliveries.total", equalTo(1)).body("needsAPerson.inDoubt", equalTo(0));
        get(chief, "/board").body("deliveries.total", equalTo(2)).body("needsAPerson.inDoubt", equalTo(1));
        get(liaison, "/board?by=state").body("items.state", contains("FAILED"));
        get(liaison, "/board?by=delegation").body("items.delegation", contains("D01"));
        get(liaison, "/board?by=notice").body("items.id", contains(forBoth.toString()));
        refused(liaison, "/board/stream", 403);
    }

    @Test
    void a_notice_that_went_to_none_of_them_is_not_there() {
        get(liaison, "/notices")
                .body("items.id", contains(forBoth.toString()))
                .body("items[0].deliveries.total", equalTo(1))
                .body("items[0].heads", equalTo(1));
        get(liaison, "/notices/" + forBoth).body("progress.id", equalTo(forBoth.toString()));
        refused(liaison, "/notices/" + forTheOther, 404);
        get(liaison, "/notices/" + forTheOther + "/deliveries").body("items", empty());
    }

    @Test
    void seats_attendance_and_knowledge_are_those_of_own_people() {
        get(liaison, "/seats?item=opening").body("items.code", contains("001"));
        get(liaison, "/agenda/opening/attendance")
                .body("all.people", equalTo(1))
                .body(not(containsString("D02")));
        get(liaison, "/agenda/opening/knowledge").body("all.people", equalTo(1)).body(not(containsString("D02")));
    }

    @Test
    void cases_and_conversations_are_those_of_own_people() {
        get(liaison, "/cases").body("items.person", contains("001"));
        get(chief, "/cases?kind=FAILED").body("items.person", contains("002"));
        get(liaison, "/inbound").body("items.person", contains("001"));
        refused(liaison, "/escalations", 403);
        long foreign = message("二");
        close(liaison, foreign, Map.of()).body("closed", equalTo(false));
        close(chief, foreign, Map.of()).body("closed", equalTo(true));
        hub().get(path("/inbound")).then().body("items.find { it.id == " + foreign + " }.closedBy", equalTo("C01"));
    }

    @Test
    void nobody_confirms_for_others_people_or_in_anothers_name() {
        confirm(liaison, other, Map.of("way", "LIAISON")).statusCode(404);
        confirm(liaison, own, Map.of("way", "LIAISON", "by", "L02")).statusCode(403);
        confirm(liaison, own, Map.of("way", "LIAISON")).statusCode(200).body("first", equalTo(true));
        hub().get(path("/delegates/001/deliveries")).then().body("items[0].confirmedBy", equalTo("L01"));
    }

    @Test
    void a_key_goes_on_speaking_for_whom_it_names() {
        var third = congress.delivery(congress.notice().insert(), congress.delegate("003", "D02"))
                .state("FAILED")
                .insert();
        hub().contentType("application/json")
                .body(Map.of("way", "DESK", "by", "S07"))
                .post(path("/deliveries/" + third + "/confirm"))
                .then()
                .statusCode(200);
        hub().get(path("/delegates/003/deliveries")).then().body("items[0].confirmedBy", equalTo("S07"));
    }

    @Test
    void a_liaison_sees_who_is_theirs_from_the_moment_the_roster_says_so() {
        var house = new SmallCongress(db, "scope-moves");
        house.delegate("001", "D01");
        var moves = SignedIn.as(db, "LIAISON", house, "L01", "D02", "");
        var list = "/api/congresses/scope-moves/delegates";
        moves.calls().get(list).then().statusCode(200).body("items", empty());
        db.transact(tx -> tx.update("update staff set delegations = '{D01}' where congress = 'scope-moves'"));
        moves.calls().get(list).then().statusCode(200).body("items.code", contains("001"));
    }

    private static ValidatableResponse get(SignedIn who, String path) {
        return who.calls().get(path(path)).then().statusCode(200);
    }

    private static void refused(SignedIn who, String path, int status) {
        who.calls().get(path(path)).then().statusCode(status);
    }

    private static ValidatableResponse confirm(SignedIn who, long delivery, Map<String, String> body) {
        return who.calls()
                .contentType("application/json")
                .body(body)
                .post(path("/deliveries/" + delivery + "/confirm"))
                .then();
    }

    private static ValidatableResponse close(SignedIn who, long message, Map<String, String> body) {
        return who.calls()
                .contentType("application/json")
                .body(body)
                .post(path("/inbound/" + message + "/close"))
                .then()
                .statusCode(200);
    }

    private static String path(String rest) {
        return "/api/congresses/scope" + rest;
    }

    private void wrote(long recipient, String body) {
        db.transact(tx -> tx.update(
                "insert into inbound (route, ref, congress, recipient, phone, body, received_at, meaning, handled_at)"
                        + " values ('north', $1, 'scope', $2, '+99986001234', $3, now(), 'TALK', now())",
                UUID.randomUUID().toString(),
                recipient,
                body));
    }

    private long message(String body) {
        List<Long> found = db.read(tx -> tx.list(
                "select id from inbound where congress = 'scope' and body = $1", row -> row.getLong("id"), body));
        return found.get(0);
    }
}
