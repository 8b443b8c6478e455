package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.SampleCongress.Sms;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of event leads to the right people, with a whole text. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class VocabularyFlowIT {
    private static SampleCongress congress;

    @Inject
    Db db;

    @BeforeEach
    void one_congress_for_all() {
        if (congress == null) {
            congress = SampleCongress.with(
                    db, "vocabulary", Map.of("opening", Duration.ofDays(5), "closed-1", Duration.ofDays(6)));
        }
    }

    @Test
    void a_vehicle_is_told_to_its_delegate_with_name_plate_and_place_of_departure() {
        congress.tell("schedule.vehicle-assigned", "delegate/002/vehicle", Map.of("vehicle", "V09"));

        assertThat(only("vehicle", "002").text()).contains("9号车", "江A·86156", "望汐酒店北门");
    }

    @Test
    void a_seat_is_told_to_its_delegate_with_the_item() {
        congress.tell("schedule.seat-assigned", "delegate/003/seat/opening", Map.of("seat", "88-03"));

        assertThat(only("seat", "003").text()).contains("88-03", "开幕会", "江川会堂大礼堂");
    }

    @Test
    void confidentiality_is_brought_to_mind_to_those_seated_in_the_closed_session() {
        congress.tell(
                "security.confidentiality-reminder",
                "agenda/closed-1/confidentiality",
                Map.of("note", words("文件不得带出。", "No paper leaves the room.")));

        assertThat(recipients(whole("confidentiality"))).isEqualTo(SampleCongress.seatedAt("closed-1"));
        assertThat(whole("confidentiality"))
                .allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("不得带出", "No paper leaves"));
    }

    @Test
    void an_alert_and_its_all_clear_reach_the_delegation_they_name_and_nobody_else() {
        var only = new JsonArray().add("D13");
        congress.tell(
                "security.alert",
                "security/gate",
                Map.of("text", words("请走东门。", "Use the east gate."), "delegations", only));
        assertThat(recipients(whole("alert"))).isEqualTo(SampleCongress.delegatesOf("D13"));

        congress.tell(
                "security.all-clear",
                "security/gate",
                Map.of("text", words("西门已开放。", "The west gate is open."), "delegations", only));
        assertThat(recipients(whole("all-clear"))).isEqualTo(SampleCongress.delegatesOf("D13"));
        assertThat(whole("all-clear"))
                .allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("西门已开放", "west gate is open"));
    }

    @Test
    void an_isolated_delegation_learns_its_own_arrangements_and_its_liaisons_what_to_do() {
        congress.tell(
                "security.group-isolated",
                "delegation/D14",
                Map.of("residence", "R4", "vehicle", "V24", "instructions", words("请在房间用餐。", "Eat in your rooms.")));

        assertThat(recipients(about("isolated", "delegation/D14"))).isEqualTo(SampleCongress.delegatesOf("D14"));
        assertThat(about("isolated", "delegation/D14")).allSatisfy(sms -> assertThat(sms.text())
                .containsAnyOf("望汐酒店", "Wangxi Hotel")
                .containsAnyOf("24号车", "Bus 24")
                .containsAnyOf("请在房间用餐", "Eat in your rooms"));
        assertThat(recipients(about("isolated-liaisons", "delegation/D14")))
                .containsExactlyInAnyOrder("L27", "L28", "C04");
        assertThat(about("isolated-liaisons", "delegation/D14"))
                .allSatisfy(
                        sms -> assertThat(sms.text()).contains("望汐酒店", "24号车").doesNotContain("V24"));
    }

    @Test
    void a_residence_that_is_isolated_hears_of_it_and_of_its_end_and_then_has_its_rooms_again() {
        var songjing = SampleCongress.residentsOf("R3");
        congress.tell("security.group-isolated", "residence/R3", Map.of("residence", "R4"));
        assertThat(recipients(about("isolated", "residence/R3"))).isEqualTo(songjing);

        congress.tell("security.group-isolated", "residence/R3", Map.of("residence", "R4", "vehicle", "V24"));
        assertThat(about("isolated", "residence/R3"))
                .as("told twice, and nobody else")
                .hasSize(2 * songjing.size());
        assertThat(about("isolated", "residence/R3")).extracting(Sms::recipient).containsOnlyElementsOf(songjing);

        congress.tell("security.isolation-ended", "residence/R3", Map.of());
        assertThat(recipients(about("isolation-ended", "residence/R3"))).isEqualTo(songjing);
        assertThat(about("isolation-ended", "residence/R3"))
                .allSatisfy(sms -> assertThat(sms.text()).containsAnyOf("松径酒店", "Songjing Hotel"));

        congress.tell("security.isolation-ended", "residence/R3", Map.of());
        assertThat(about("isolation-ended", "residence/R3")).hasSize(songjing.size());
    }

    /** Of all that was told under this name, what was about one subject. */
    private static List<Sms> about(String notice, String subject) {
        return whole(notice).stream()
                .filter(sms -> sms.subject().equals(subject))
                .toList();
    }

    @Test
    void who_arrives_is_welcomed_with_their_room() {
        congress.tell("attendance.arrived", "delegate/004/arrival", Map.of("at", now(), "by", "desk 1"));

        assertThat(only("welcome", "004").text()).contains("雷远斌", "澜江宾馆", "304");
    }

    @Test
    void who_signs_in_finds_it_on_the_card_and_gets_no_sms() {
        congress.tell("attendance.signed-in", "delegate/007/attendance/opening", Map.of("at", now()));

        congress.settled();
        assertThat(congress.states("signed-in")).isEqualTo(Map.of("CARD", 1L));
        assertThat(congress.phones("signed-in")).isEmpty();
        SampleCongress.hub()
                .get(congress.path() + "/agenda/opening/attendance")
                .then()
                .statusCode(200)
                .body("all.people", equalTo(816), "all.signedIn", equalTo(1), "byDelegation.D01.signedIn", equalTo(1));
    }

    @Test
    void who_is_absent_is_looked_for_by_their_liaisons_and_not_told_themselves() {
        congress.tell("attendance.absent", "delegate/004/attendance/opening", Map.of("at", now()));

        assertThat(recipients(whole("absent"))).containsExactlyInAnyOrder("L01", "L02", "C01");
        assertThat(whole("absent")).allSatisfy(sms -> assertThat(sms.text()).contains("雷远斌", "开幕会"));
    }

    @Test
    void a_document_is_issued_and_recalled_with_each_holders_own_number() {
        var copies = List.of(
                Map.of("number", "17-001", "delegate", "005"),
                Map.of("number", "17-002", "delegate", "006"),
                Map.of("number", "17-003", "delegate", "006"));
        congress.tell(
                "document.issued", "document/17", Map.of("title", words("工作报告", "Work report"), "copies", copies));

        assertThat(recipients(whole("document-issued"))).isEqualTo(Set.of("005", "006"));
        assertThat(text("document-issued", "005")).contains("17-001").doesNotContain("17-002");
        assertThat(text("document-issued", "006")).contains("17-002, 17-003").doesNotContain("17-001");

        assertThat(card("006")).contains("17-002, 17-003").doesNotContain("17-001");

        congress.tell(
                "document.recalled",
                "document/17",
                Map.of(
                        "where",
                        words("各驻地会务组", "your conference office"),
                        "until",
                        Instant.now().plus(Duration.ofDays(2)).toString()));

        assertThat(recipients(whole("document-recalled"))).isEqualTo(Set.of("005", "006"));
        assertThat(text("document-recalled", "005")).contains("17-001", "各驻地会务组");
    }

    private String card(String delegate) {
        var token = db.read(tx -> tx.one(
                        "select card_token from delegate where congress = $1 and code = $2",
                        row -> row.getString("card_token"),
                        congress.code(),
                        delegate))
                .orElseThrow();
        return RestAssured.given().accept("application/json").get("/c/" + token).asString();
    }

    private static Sms only(String notice, String recipient) {
        var told = whole(notice);
        assertThat(told).extracting(Sms::recipient).containsExactly(recipient);
        return told.get(0);
    }

    private static String text(String notice, String recipient) {
        return whole(notice).stream()
                .filter(sms -> sms.recipient().equals(recipient))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** What a notice said to phones, each text signed and without a gap. */
    private static List<Sms> whole(String notice) {
        var told = congress.settled().phones(notice);
        assertThat(told).isNotEmpty().allSatisfy(sms -> assertThat(sms.text())
                .containsPattern("^(【江川大会】|\\[Jiangchuan] )\\S")
                .doesNotContain("{", "}", "null", "（）", "()", "：。", "：，", "，，", "，。", ": .", ", ,", "  "));
        return told;
    }

    private static JsonObject words(String zh, String en) {
        return new JsonObject().put("zh", zh).put("en", en);
    }

    private static String now() {
        return Instant.now().toString();
    }
}
