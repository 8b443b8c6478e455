package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.SampleCongress.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.event.EventType;
import io.herald.plan.FactsOf;
import io.herald.plan.Planner;
import io.herald.plan.PlaybookReader;
import io.herald.plan.Scene;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.roster.CongressStore;
import io.herald.roster.Language;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A real export of public conferences, in a zone whose clocks change between them (London, 27 March 2011). */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class PublicCalendarFlowIT {
    private static final Instant IN_FEBRUARY_2011 = Instant.parse("2011-02-01T12:00:00Z");

    @Inject
    Db db;

    @Inject
    AgendaStore agenda;

    @Inject
    CongressStore congresses;

    @Inject
    HubClock clock;

    @Test
    void its_entry_without_a_date_refuses_it_whole_and_without_that_entry_it_comes_in_and_comes_in_again() {
        congress("lanyrd");

        importing("lanyrd", export())
                .statusCode(422)
                .body("errors.size()", equalTo(1))
                .body("errors[0].row", equalTo(lineOf("DTSTART;VALUE=DATE:Next Year")))
                .body("errors[0].column", equalTo("DTSTART"))
                .body("errors[0].value", containsString("Next Year"));
        hub().get("/api/congresses/lanyrd/agenda").then().body("items.size()", equalTo(0));

        importing("lanyrd", dated()).statusCode(200).body("difference.added.size()", equalTo(8));
        hub().get("/api/congresses/lanyrd/agenda")
                .then()
                .body("items.title.en", hasItem("[Async]: Everything Express"))
                .body("items.place.en", hasItem("Brighton, United Kingdom"));
        importing("lanyrd", dated())
                .statusCode(200)
                .body("difference.unchanged", equalTo(8))
                .body("fates.size()", equalTo(0));
    }

    @Test
    void reminders_keep_their_wall_clock_on_both_sides_of_the_clock_change() {
        congress("london");
        importing("london", dated()).statusCode(200);

        var before = dueTimes("Dyncon 2011");
        var after = dueTimes("JSConf US 2011");

        // From 20:00 UTC on 12 March, when London's clocks showed UTC.
        assertThat(before.get("half-hour-before")).isEqualTo("2011-03-12T19:30:00Z");
        assertThat(before.get("evening-before")).isEqualTo("2011-03-11T20:00:00Z");
        // All of 2 May, when they showed an hour more.
        assertThat(after.get("evening-before")).isEqualTo("2011-05-01T19:00:00Z");
        assertThat(after).doesNotContainKey("half-hour-before");
        assertThat(item("JSConf US 2011").start()).isEqualTo("2011-05-01T23:00:00Z");
    }

    /** The day-and-a-bit before the change is as long as any other wall-clock day, and an hour shorter in truth. */
    @Test
    void the_evening_before_the_first_day_of_summer_time_is_eight_in_the_evening_too() {
        congress("change");
        var moved = dated().replace("DTSTART;VALUE=DATE:20110324", "DTSTART;VALUE=DATE:20110328")
                .replace("DTEND;VALUE=DATE:20110325", "DTEND;VALUE=DATE:20110329");
        importing("change", moved).statusCode(200);

        var express = item("change", "[Async]: Everything Express");
        assertThat(express.start()).isEqualTo("2011-03-27T23:00:00Z");
        assertThat(dueTimes("change", express).get("evening-before")).isEqualTo("2011-03-27T19:00:00Z");
    }

    /** The whole way: the file comes in while the hub's clock stands before it, and the notices of the database are looked at. */
    @Test
    void imported_before_its_time_its_notices_are_due_by_londons_wall_clock() {
        var due = noticesOfAnImportIn2011();

        assertThat(due)
                .containsEntry("Dyncon 2011 half-hour-before", "2011-03-12T19:30:00Z")
                .containsEntry("Dyncon 2011 evening-before", "2011-03-11T20:00:00Z")
                .containsEntry("[Async]: Everything Express evening-before", "2011-03-23T20:00:00Z")
                .containsEntry("JSConf US 2011 evening-before", "2011-05-01T19:00:00Z")
                .containsEntry("nodecamp.eu evening-before", "2011-06-10T19:00:00Z");
    }

    /** The heartbeat sets the clock right again every other second, so that an import may find itself in the present: then anew. */
    private Map<String, String> noticesOfAnImportIn2011() {
        for (int attempt = 1; attempt <= 5; attempt++) {
            var code = "in-2011-" + attempt;
            congress(code);
            people(code);
            clock.follow(IN_FEBRUARY_2011);
            importing(code, dated()).statusCode(200);
            var due = noticesOf(code);
            if (due.size() == 9) {
                return due;
            }
        }
        throw new AssertionError("no import stayed in 2011 until its end");
    }

    private Map<String, String> noticesOf(String code) {
        var titles = db.read(tx -> agenda.list(tx, code)).stream()
                .collect(Collectors.toMap(
                        AgendaItem::subject, item -> item.title().in(Language.EN)));
        var due = new TreeMap<String, String>();
        hub().get("/api/congresses/" + code + "/notices")
                .then()
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .forEach(notice -> due.put(
                        titles.get(notice.get("subject")) + " " + notice.get("name"), (String) notice.get("due")));
        return due;
    }

    private static void people(String code) {
        hub().contentType("text/csv")
                .body("code,name\nD1,Node people\n")
                .post("/api/congresses/" + code + "/delegations/import")
                .then()
                .statusCode(200);
        hub().contentType("text/csv")
                .body("code,name_en,name,language,delegation,contact,phone\n001,Ann Lee,,en,D1,own,+99986000001\n")
                .post("/api/congresses/" + code + "/delegates/import")
                .then()
                .statusCode(200);
    }

    private Map<String, Instant> dueTimes(String title) {
        return dueTimes("london", item(title));
    }

    private Map<String, Instant> dueTimes(String code, AgendaItem item) {
        var congress = db.read(tx -> congresses.get(tx, code));
        var scene = new Scene(
                congress,
                EventType.ITEM_PLANNED,
                item.subject(),
                item.version(),
                item,
                false,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Scene.Among.ALL,
                FactsOf.item(item));
        return Planner.plan(PlaybookReader.read(read(Path.of("config/playbook.yaml"))), scene, IN_FEBRUARY_2011)
                .drafts()
                .stream()
                .collect(Collectors.toMap(draft -> draft.rule().name(), draft -> draft.due()));
    }

    private AgendaItem item(String title) {
        return item("london", title);
    }

    private AgendaItem item(String congress, String title) {
        return db.read(tx -> agenda.list(tx, congress)).stream()
                .filter(item ->
                        item.title().en().equals(title) || item.title().zh().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private static void congress(String code) {
        json(new JsonObject()
                        .put("name", new JsonObject().put("en", "Conferences"))
                        .put("zone", "Europe/London")
                        .put("languages", new JsonArray().add("en"))
                        .put("region", "GB")
                        .put("sample", true)
                        .encode())
                .put("/api/congresses/" + code)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse importing(String congress, String calendar) {
        return hub().contentType("text/calendar; charset=UTF-8")
                .body(calendar.getBytes(StandardCharsets.UTF_8))
                .post("/api/congresses/" + congress + "/agenda/import")
                .then();
    }

    private static String export() {
        return read(Path.of("src/test/resources/agenda/lanyrd-node-conferences.ics"));
    }

    /** Without its last entry, which its publishers added and which has no date. */
    private static String dated() {
        var from = export().lastIndexOf("BEGIN:VEVENT");
        return export().substring(0, from) + "END:VCALENDAR\r\n";
    }

    private static int lineOf(String line) {
        return export().lines().toList().indexOf(line) + 1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException missing) {
            throw new java.io.UncheckedIOException(missing);
        }
    }
}
