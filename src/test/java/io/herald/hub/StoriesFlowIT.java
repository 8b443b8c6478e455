package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.SampleCongress;
import io.herald.SampleCongress.Sms;
import io.herald.StoryClock;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Nights and days of a congress as they happen, on the sample congress at its own times, with everybody who hears and every word
 * they read. The clock only goes on, so the stories have an order.
 */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(value = StoryClock.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StoriesFlowIT {
    private static final Set<String> ALL = SampleCongress.reachable();
    private static final Set<String> D07 = SampleCongress.delegatesOf("D07");

    @Inject
    Db db;

    @Inject
    HubClock clock;

    @Test
    @Order(1)
    void at_21_40_the_evening_before_the_opening_moves_by_an_hour() {
        itIs("2027-03-14T18:00");
        var congress = congress("opening-moves", "2027-03", "depart-opening", "opening", "photo");
        congress.broadcast(earlyWord("opening"));
        assertThat(recipients(congress.settled().phones("early word"))).isEqualTo(ALL);

        itIs("2027-03-14T21:40");
        congress.tell(
                        moved(congress, "opening", "2027-03-15T10:00"),
                        moved(congress, "depart-opening", "2027-03-15T09:10"))
                .statusCode(200);

        assertThat(recipients(congress.settled().phones("moved"))).isEqualTo(ALL);
        assertThat(words(congress.phones("moved")))
                .containsExactlyInAnyOrder(
                        "【江川大会】变更：开幕会改为3月15日 星期一 10:00，地点：江川会堂大礼堂。原定3月15日 09:00的安排作废。" + "座位：#。请携带代表证、会议文件。联络员：#",
                        "[Jiangchuan] CHANGED: Opening session is now 15 Mar, Monday, 10:00, Jiangchuan Hall, Main Auditorium."
                                + " No longer 15 Mar, 09:00. Seat #. Bring: Delegate badge, conference papers. Liaison: #");

        itIs("2027-03-15T08:05");
        assertThat(congress.settled().phones())
                .as("nobody hears at the old time of the buses")
                .hasSize(2 * ALL.size());
        itIs("2027-03-15T08:35");
        assertThat(recipients(congress.settled().phones("departure"))).isEqualTo(ALL);
        assertThat(words(congress.phones("departure")))
                .allSatisfy(words -> assertThat(words).contains("09:10").doesNotContain("08:10"));
        assertThat(congress.phones()).as("nor at that of the opening").hasSize(3 * ALL.size());
        itIs("2027-03-15T09:31");
        assertThat(recipients(congress.settled().phones("half-hour-before"))).isEqualTo(ALL);
        assertThat(words(congress.phones("half-hour-before")))
                .allSatisfy(words -> assertThat(words).contains("10:00").doesNotContain("09:00"));
    }

    @Test
    @Order(2)
    void one_delegation_is_isolated_and_in_step_with_all_others_again_when_it_ends() {
        itIs("2027-04-14T18:00");
        var congress = congress("apart", "2027-04", "opening", "plenary-2");
        congress.broadcast(earlyWord("opening"));
        congress.settled();

        itIs("2027-04-14T20:30");
        congress.tell(
                "security.group-isolated",
                "delegation/D07",
                new JsonObject()
                        .put("residence", "R4")
                        .put("vehicle", "V24")
                        .put("instructions", text("请在房间用餐。", "Meals are brought to your room."))
                        .put(
                                "items",
                                new JsonArray()
                                        .add(new JsonObject()
                                                .put("item", "opening")
                                                .put(
                                                        "start",
                                                        at("2027-04-15T09:15").toString())
                                                .put("place", text("望汐酒店视频会场", "Wangxi Hotel, video room")))
                                        .add(new JsonObject()
                                                .put("item", "plenary-2")
                                                .put("place", text("望汐酒店视频会场", "Wangxi Hotel, video room")))));

        assertThat(recipients(congress.settled().phones("isolated"))).isEqualTo(D07);
        assertThat(recipients(congress.phones("moved"))).isEqualTo(D07);
        assertThat(words(congress.phones("moved")))
                .containsExactlyInAnyOrder("【江川大会】变更：开幕会改为4月15日 星期四 09:15，地点：望汐酒店视频会场。请携带代表证、会议文件。联络员：#");

        itIs("2027-04-15T08:31");
        var others = new TreeSet<>(ALL);
        others.removeAll(D07);
        assertThat(recipients(congress.settled().phones("half-hour-before"))).isEqualTo(others);
        itIs("2027-04-15T08:46");
        assertThat(recipients(congress.settled().phones("half-hour-before"))).isEqualTo(ALL);
        assertThat(congress.phones("half-hour-before"))
                .filteredOn(sms -> D07.contains(sms.recipient()))
                .allSatisfy(sms -> assertThat(sms.text()).contains("09:15").containsAnyOf("视频会场", "video room"));

        congress.tell(
                "schedule.item-moved",
                "agenda/plenary-2",
                Map.of("start", at("2027-04-16T09:30").toString()));
        congress.tell(
                "security.isolation-ended",
                "delegation/D07",
                new JsonObject().put("instructions", text("请到前台领取房卡。", "Fetch your key.")));
        assertThat(recipients(congress.settled().phones("isolation-ended"))).isEqualTo(D07);
        assertThat(recipients(congress.phones("moved-near")))
                .as("they are corrected again, and it is urgent by now")
                .isEqualTo(D07);
        assertThat(words(congress.phones("moved-near")))
                .containsExactlyInAnyOrder("【江川大会】变更：开幕会改为4月15日 星期四 09:00，地点：江川会堂大礼堂。座位：#。请携带代表证、会议文件。联络员：#");

        itIs("2027-04-16T09:01");
        assertThat(congress.settled().phones("half-hour-before").stream()
                        .filter(sms -> sms.subject().equals("agenda/plenary-2"))
                        .toList())
                .hasSizeGreaterThanOrEqualTo(ALL.size())
                .allSatisfy(sms -> assertThat(sms.text()).contains("09:30").doesNotContain("视频会场", "video room"));
    }

    @Test
    @Order(3)
    void the_congress_is_compressed_by_half_a_day() {
        itIs("2027-05-13T10:00");
        var congress = congress("compressed", "2027-05", "plenary-3", "dinner-3", "closing", "papers", "depart-home");
        congress.broadcast(earlyWord("closing"));
        congress.broadcast(earlyWord("depart-home"));
        congress.settled();
        int before = congress.phones().size();

        itIs("2027-05-16T15:00");
        var shorter = agenda("2027-05", "plenary-3", "dinner-3", "closing", "papers", "depart-home")
                .replace("2027-05-18T09:00,2027-05-18T10:30", "2027-05-17T19:30,2027-05-17T21:00")
                .replace("2027-05-18T11:30,2027-05-18T12:00", "2027-05-17T21:10,2027-05-17T21:40")
                .replace("2027-05-18T14:00,2027-05-18T14:40", "2027-05-18T08:30,2027-05-18T09:10");
        congress.importAgenda(shorter).statusCode(200);

        var heard = congress.settled().phones().stream().skip(before).toList();
        assertThat(recipients(heard)).isEqualTo(ALL);
        assertThat(heard).as("one SMS each").hasSize(ALL.size());
        assertThat(words(heard))
                .containsExactlyInAnyOrder(
                        "【江川大会】日程变更如下\n闭幕会：5月17日 星期一 19:30，江川会堂大礼堂，座位：#\n离会返程：5月18日 星期二 08:30，各驻地乘车点\n"
                                + "此前通知作废。联络员：#",
                        "[Jiangchuan] CHANGES to your schedule\n"
                                + "Closing session: 17 May, Monday, 19:30, Jiangchuan Hall, Main Auditorium, seat #\n"
                                + "Departure home: 18 May, Tuesday, 08:30, Boarding point of your residence\n"
                                + "This replaces what you were told before. Liaison: #");
        itIs("2027-05-17T19:01");
        assertThat(recipients(congress.settled().phones("half-hour-before").stream()
                        .filter(sms -> sms.subject().equals("agenda/closing"))
                        .toList()))
                .isEqualTo(ALL);
    }

    @Test
    @Order(4)
    void an_evacuation_at_three_in_the_morning_asks_until_everybody_is_known_to_be_out() {
        itIs("2027-06-15T03:00");
        var congress = congress("night", "2027-06", "opening");
        var house = SampleCongress.residentsOf("R3");
        congress.tell(
                "security.alert",
                "security/fire",
                new JsonObject()
                        .put(
                                "text",
                                text("松径酒店火警，请立即到北广场集合。", "Fire alarm at Songjing Hotel. Go to the north square now."))
                        .put("residences", new JsonArray().add("R3")));

        assertThat(recipients(congress.settled().phones("alert"))).isEqualTo(house);
        assertThat(words(congress.phones("alert")))
                .containsExactlyInAnyOrder("【江川大会】紧急通知：松径酒店火警，请立即到北广场集合。 请立即照此行动，听从现场工作人员指挥，保持手机畅通，互相转告。求助：8000");
        var missing = house.stream().sorted().limit(3).collect(Collectors.toSet());
        var out = new HashSet<>(house);
        out.removeAll(missing);
        out.forEach(person -> confirm(congress, person));
        withoutPhone("R3").forEach(person -> confirm(congress, person));

        itIs("2027-06-15T03:03:30");
        untilDone(congress, "REMIND");
        assertThat(recipients(congress.settled().phones("alert").stream()
                        .filter(sms -> sms.text().contains("再次提醒") || sms.text().contains("REMINDER"))
                        .toList()))
                .isEqualTo(missing);

        itIs("2027-06-15T03:05:30");
        untilDone(congress, "LIAISONS");
        assertThat(congress.settled().phones("unanswered")).isNotEmpty();
        missing.forEach(person -> confirm(congress, person));
        int before = congress.phones().size();
        itIs("2027-06-15T03:20");
        untilDone(congress, "DESK");
        assertThat(congress.settled().phones()).as("everybody is out").hasSize(before);
    }

    @Test
    @Order(5)
    void who_has_no_phone_and_who_wants_no_sms_stand_on_the_desk_and_read_their_card() {
        itIs("2027-07-14T12:00");
        var congress = congress("unreached", "2027-07", "opening");
        congress.broadcast(earlyWord("opening"));
        var stopped = congress.settled().phones("early word").stream()
                .filter(sms -> sms.recipient().equals("002"))
                .findFirst()
                .orElseThrow();
        reply(stopped, "退订");

        congress.tell(
                "schedule.item-moved",
                "agenda/opening",
                Map.of("start", at("2027-07-15T10:00").toString()));
        congress.settled();
        assertThat(recipients(congress.phones("moved"))).isEqualTo(without(ALL, "002"));
        congress.broadcast(asking("badges", "请到会务组领取证件。"));
        assertThat(recipients(congress.settled().phones("badges")))
                .isEqualTo(without(SampleCongress.delegatesOf("D01"), "002"));

        assertThat(cases(congress)).contains("002 opted_out");
        assertThat(card(congress, "002")).contains("请到会务组领取证件");
        for (var person : List.of("125", "298", "535", "746")) {
            assertThat(cases(congress)).contains(person + " no_number");
            assertThat(card(congress, person)).contains("10:00");
        }

        reply(stopped, "START");
        congress.broadcast(asking("thanks", "谢谢。"));
        assertThat(recipients(congress.settled().phones("thanks"))).isEqualTo(SampleCongress.delegatesOf("D01"));
    }

    private void itIs(String moment) {
        StoryClock.itIs(at(moment), db, clock);
    }

    private static Instant at(String moment) {
        return LocalDateTime.parse(moment).atZone(SampleCongress.ZONE).toInstant();
    }

    /** With the shipped congress's quiet hours, and these items of its agenda in another month. */
    private SampleCongress congress(String code, String month, String... items) {
        var congress = SampleCongress.withPeople(db, "story-" + code);
        var known = new JsonObject(SampleCongress.hub().get(congress.path()).asString());
        known.getJsonObject("settings").put("quietFrom", "22:30").put("quietTo", "06:30");
        known.remove("code");
        SampleCongress.json(known.encode()).put(congress.path()).then().statusCode(200);
        congress.importAgenda(agenda(month, items)).statusCode(200);
        var seats = SampleCongress.seats(Set.of(items));
        if (seats.lines().count() > 1) {
            congress.importTable("seats", seats).statusCode(200);
        }
        return congress;
    }

    private static String agenda(String month, String... items) {
        var wanted = Set.of(items);
        var lines = SampleCongress.read("agenda.csv").lines().toList();
        return lines.stream()
                .filter(line -> line.equals(lines.get(0)) || wanted.contains(line.split(",")[0]))
                .map(line -> line.replace("2027-03", month))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static JsonObject earlyWord(String item) {
        return new JsonObject()
                .put("name", "early word")
                .put("template", "item-reminder")
                .put("item", item)
                .put("audience", "everyone");
    }

    private static JsonObject asking(String name, String text) {
        return new JsonObject()
                .put("name", name)
                .put("text", new JsonObject().put("zh", text).put("en", text))
                .put("ack", true)
                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D01")));
    }

    private static JsonObject moved(SampleCongress congress, String item, String start) {
        return congress.event(
                "schedule.item-moved",
                "agenda/" + item,
                Map.of("start", at(start).toString()));
    }

    private static JsonObject text(String zh, String en) {
        return new JsonObject().put("zh", zh).put("en", en);
    }

    /** The different texts among these, without what is each person's own: seat, liaison's number, and whom an SMS is passed on to. */
    private static Set<String> words(List<Sms> phones) {
        return phones.stream()
                .map(sms -> sms.text()
                        .replaceAll("\\[转[^]]+] ", "")
                        .replaceAll("\\[for [^]]+] ", "")
                        .replaceAll("座位：?\\d\\d-\\d\\d", "座位：#")
                        .replaceAll("([Ss]eat) \\d\\d-\\d\\d", "$1 #")
                        .replaceAll("联络员：\\S+$", "联络员：#")
                        .replaceAll("Liaison: \\S+$", "Liaison: #"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> without(Set<String> people, String one) {
        return people.stream().filter(person -> !person.equals(one)).collect(Collectors.toSet());
    }

    private static Set<String> withoutPhone(String residence) {
        return SampleCongress.read("delegates.csv")
                .lines()
                .map(line -> line.split(","))
                .filter(cells -> cells[6].equals(residence) && !ALL.contains(cells[0]))
                .map(cells -> cells[0])
                .collect(Collectors.toSet());
    }

    private void confirm(SampleCongress congress, String person) {
        var delivery = db.read(tx -> tx.one(
                        "select min(d.id) as id from delivery d join notice n on n.id = d.notice join delegate g on g.id = d.recipient"
                                + " where g.congress = $1 and g.code = $2 and n.ack_asked",
                        row -> row.getLong("id"),
                        congress.code(),
                        person))
                .orElseThrow();
        SampleCongress.json(new JsonObject().put("by", "Li Na").put("way", "LIAISON"))
                .post(congress.path() + "/deliveries/" + delivery + "/confirm")
                .then()
                .statusCode(200);
    }

    private void untilDone(SampleCongress congress, String action) {
        await().atMost(Duration.ofSeconds(40))
                .until(() -> db.read(tx -> tx.one(
                                        "select count(*) as n from escalation e join notice n on n.id = e.notice"
                                                + " where n.congress = $1 and e.action = $2 and e.done_at is null",
                                        row -> row.getLong("n"),
                                        congress.code(),
                                        action))
                                .orElseThrow()
                        == 0);
    }

    private static void reply(Sms to, String text) {
        SampleCongress.json(new JsonObject().put("text", text))
                .post("/api/sandbox/phones/{phone}/reply", to.phone())
                .then()
                .statusCode(200);
    }

    private List<String> cases(SampleCongress congress) {
        return db.read(tx -> tx.list(
                "select g.code || ' ' || d.reason as who from delivery d join delegate g on g.id = d.recipient"
                        + " where g.congress = $1 and d.state = 'FAILED'",
                row -> row.getString("who"),
                congress.code()));
    }

    private String card(SampleCongress congress, String person) {
        var token = db.read(tx -> tx.one(
                        "select card_token from delegate where congress = $1 and code = $2",
                        row -> row.getString("card_token"),
                        congress.code(),
                        person))
                .orElseThrow();
        return given().get("/c/" + token).then().statusCode(200).extract().asString();
    }
}
