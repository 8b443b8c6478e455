package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input is refused whole, with the reason and the place, and the database is as before. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class BadInputFlowIT {
    private static SampleCongress congress;

    @Inject
    Db db;

    @BeforeEach
    void one_congress_for_all() {
        if (congress == null) {
            congress = SampleCongress.with(db, "bad-input", Map.of("opening", Duration.ofDays(9)));
            congress.settled();
        }
    }

    /** @param says what the answer must contain: the row, the column, the value, the reason */
    record Bad(String what, String path, String type, byte[] body, int status, List<String> says) {
        @Override
        public String toString() {
            return what;
        }
    }

    @ParameterizedTest
    @MethodSource({"delegates", "otherTables", "agendas", "events", "broadcasts", "congresses"})
    void bad_input_is_refused_with_the_reason_and_changes_nothing(Bad bad) {
        var before = Witness.of(db, congress.code());

        var request = hub().contentType(bad.type()).body(bad.body());
        var answer = bad.what().startsWith("congress:")
                ? request.put(congress.path())
                : request.post(bad.path().startsWith("/api") ? bad.path() : congress.path() + bad.path());

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(bad.status());
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(bad.says());
        assertThat(Witness.of(db, congress.code())).isEqualTo(before);
    }

    static Stream<Bad> delegates() {
        var header = "code,name,phone,delegation,language,contact\n";
        var good = "901,王,+99986000001,D01,zh,own\n";
        return Stream.of(
                table(
                        "an unknown delegation",
                        "delegates",
                        header + good + "902,李,,D99,zh,own\n",
                        "\"row\":3",
                        "delegation",
                        "D99"),
                table(
                        "a phone that is none",
                        "delegates",
                        header + good + "902,李,call me,D01,zh,own\n",
                        "\"row\":3",
                        "phone"),
                table(
                        "a number of another congress's kind",
                        "delegates",
                        header + "902,李,+99912345678,D01,zh,own\n",
                        "\"row\":2",
                        "999"),
                table("a code twice", "delegates", header + good + good, "\"row\":3", "code", "901"),
                table("no name", "delegates", header + "902,,,D01,zh,own\n", "\"row\":2", "name"),
                table("a language nobody speaks", "delegates", header + "902,李,,D01,tlh,own\n", "language", "tlh"),
                table("a contact that is none", "delegates", header + "902,李,,D01,zh,pigeon\n", "contact", "pigeon"),
                table(
                        "a row after a quoted newline",
                        "delegates",
                        header + "\"901\",\"王\n小\",,D01,zh,own\n902,李,,D99,zh,own\n",
                        "\"row\":4",
                        "D99"),
                table("a missing column", "delegates", "code,name\n901,王\n", "delegation"),
                table("an unknown column", "delegates", "code,name,delegation,shoe size\n901,王,D01,43\n", "shoe size"),
                table("a row too short", "delegates", header + "901,王\n", "\"row\":2"),
                new Bad("a table without rows", "/delegates/import", "text/csv", utf8(header), 422, List.of("no rows")),
                new Bad("no bytes", "/delegates/import", "text/csv", new byte[0], 422, List.of("row")),
                new Bad(
                        "broken UTF-8 and nothing else",
                        "/delegates/import",
                        "text/csv",
                        new byte[] {'c', ',', (byte) 0xff, (byte) 0xfe, (byte) 0x81, 10},
                        400,
                        List.of("UTF-8")),
                new Bad(
                        "a damaged workbook",
                        "/delegates/import",
                        "application/octet-stream",
                        new byte[] {'P', 'K', 3, 4, 9, 9, 9},
                        400,
                        List.of("workbook")),
                new Bad(
                        "an old workbook",
                        "/delegates/import",
                        "application/octet-stream",
                        new byte[] {
                            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, (byte) 0xa1, (byte) 0xb1, 0x1a, (byte) 0xe1
                        },
                        400,
                        List.of(".xls")),
                new Bad(
                        "a workbook with a bad row",
                        "/delegates/import",
                        "application/octet-stream",
                        workbook("code,name,delegation", "901,王,D01", "902,李,D99"),
                        422,
                        List.of("\"row\":3", "delegation", "D99")));
    }

    static Stream<Bad> otherTables() {
        return Stream.of(
                table("a delegation without a name", "delegations", "code,name\nD77,\n", "\"row\":2", "name"),
                table("a staff role that is none", "staff", "code,name,role\nX1,王,KING\n", "\"row\":2", "role", "KING"),
                table("a seat at no item", "seats", "item,delegate,seat\nnowhere,001,1\n", "\"row\":2", "nowhere"),
                table("a seat for nobody", "seats", "item,delegate,seat\nopening,999,1\n", "\"row\":2", "999"),
                table(
                        "a seat for two",
                        "seats",
                        "item,delegate,seat\nopening,001,1\nopening,002,1\n",
                        "\"row\":3",
                        "seat"));
    }

    static Stream<Bad> agendas() {
        return Stream.of(
                table(
                        "a time that is none",
                        "agenda",
                        "code,title,start\na,会,tomorrow\n",
                        "\"row\":2",
                        "start",
                        "tomorrow"),
                table(
                        "an end before the start",
                        "agenda",
                        "code,title,start,end\na,会,2030-03-15T09:00,2030-03-15T08:00\n",
                        "\"row\":2",
                        "end"),
                table(
                        "an item of no kind",
                        "agenda",
                        "code,title,start,kind\na,会,2030-03-15T09:00,PARTY\n",
                        "kind",
                        "PARTY"),
                table(
                        "an item twice",
                        "agenda",
                        "code,title,start\na,会,2030-03-15T09:00\na,会,2030-03-15T10:00\n",
                        "\"row\":3",
                        "code"),
                table(
                        "an item without a title",
                        "agenda",
                        "code,title,start\na,,2030-03-15T09:00\n",
                        "\"row\":2",
                        "title"),
                calendar("a start that is no date", "DTSTART:soon", "\"row\":6", "DTSTART", "soon"),
                calendar("a zone nobody knows", "DTSTART;TZID=Mars/Base:20300315T090000", "DTSTART", "Mars/Base"),
                calendar("a series without an end", "DTSTART:20300315T090000Z\r\nRRULE:FREQ=DAILY", "RRULE"),
                calendar("an end before its start", "DTSTART:20300315T090000Z\r\nDTEND:20300315T080000Z", "DTEND"),
                new Bad(
                        "half a calendar",
                        "/agenda/import",
                        "text/calendar",
                        utf8("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\n"),
                        422,
                        List.of("VEVENT")));
    }

    static Stream<Bad> events() {
        var moved = event("schedule.item-moved", "agenda/opening", Map.of("start", "2030-03-15T09:00:00Z"));
        return Stream.of(
                posted("no JSON", "{oops", 400, "CloudEvent"),
                posted("no specversion", without(moved, "specversion"), 400, "CloudEvent"),
                posted("no id", without(moved, "id"), 400, "CloudEvent"),
                posted(
                        "a type nobody knows",
                        moved.copy().put("type", "schedule.item-lost").encode(),
                        422,
                        "type",
                        "schedule.item-moved"),
                posted("no congress", without(moved, "congress"), 422, "congress"),
                posted(
                        "a congress that is not there",
                        moved.copy().put("congress", "none").encode(),
                        422,
                        "congress",
                        "none"),
                posted(
                        "a subject of another shape",
                        moved.copy().put("subject", "opening").encode(),
                        422,
                        "subject",
                        "agenda/{item}"),
                posted(
                        "a sequence that is no number",
                        moved.copy().put("sequence", "first").encode(),
                        422,
                        "sequence",
                        "first"),
                posted(
                        "a misspelt field",
                        event(
                                        "schedule.item-moved",
                                        "agenda/opening",
                                        Map.of("start", "2030-03-15T09:00:00Z", "strat", "x"))
                                .encode(),
                        422,
                        "strat"),
                posted(
                        "nothing that moved",
                        event("schedule.item-moved", "agenda/opening", Map.of()).encode(),
                        422,
                        "nothing moved"),
                posted(
                        "a start that is no time",
                        event("schedule.item-moved", "agenda/opening", Map.of("start", "soon"))
                                .encode(),
                        422,
                        "data.start"),
                posted(
                        "an end before the start it keeps",
                        event("schedule.item-moved", "agenda/opening", Map.of("end", "2020-01-01T00:00:00Z"))
                                .encode(),
                        422,
                        "end"),
                posted(
                        "data that is no object",
                        moved.copy().put("data", "text").encode(),
                        422,
                        "data"),
                posted(
                        "a delegation that is not there",
                        event(
                                        "security.alert",
                                        "security/x",
                                        Map.of("text", Map.of("zh", "走"), "delegations", List.of("D99")))
                                .encode(),
                        422,
                        "D99"),
                posted(
                        "a residence that is not there",
                        event("security.group-isolated", "delegation/D01", Map.of("residence", "R9"))
                                .encode(),
                        422,
                        "R9"),
                posted(
                        "a copy twice",
                        event(
                                        "document.issued",
                                        "document/1",
                                        Map.of(
                                                "title",
                                                Map.of("zh", "文"),
                                                "copies",
                                                List.of(
                                                        Map.of("number", "1", "delegate", "001"),
                                                        Map.of("number", "1", "delegate", "002"))))
                                .encode(),
                        422,
                        "copies"),
                new Bad(
                        "event: a batch with one wrong event",
                        "/api/events",
                        "application/cloudevents-batch+json",
                        utf8(new JsonArray()
                                .add(moved)
                                .add(event("schedule.item-moved", "agenda/opening", Map.of()))
                                .encode()),
                        422,
                        List.of("Event 2")),
                new Bad(
                        "event: a batch that is no array",
                        "/api/events",
                        "application/cloudevents-batch+json",
                        utf8(moved.encode()),
                        400,
                        List.of("array")),
                new Bad(
                        "event: no mode at all",
                        "/api/events",
                        "application/json",
                        utf8(moved.encode()),
                        400,
                        List.of("ce-specversion")));
    }

    static Stream<Bad> broadcasts() {
        var good =
                new JsonObject().put("text", new JsonObject().put("zh", "通知")).put("audience", "everyone");
        return Stream.of(
                broadcast("no JSON", "{oops", 400, "line"),
                broadcast("no text", without(good, "text"), 422, "template, text"),
                broadcast(
                        "text and template",
                        good.copy().put("template", "welcome").encode(),
                        422,
                        "template, text"),
                broadcast(
                        "a template that is not there",
                        without(good.copy().put("template", "no-such"), "text"),
                        422,
                        "no-such"),
                broadcast(
                        "an empty text",
                        good.copy().put("text", new JsonObject().put("zh", " ")).encode(),
                        422,
                        "text.zh"),
                broadcast(
                        "a language nobody speaks",
                        good.copy()
                                .put("text", new JsonObject().put("tlh", "Qapla"))
                                .encode(),
                        422,
                        "tlh"),
                broadcast(
                        "a hole that is none",
                        good.copy()
                                .put("text", new JsonObject().put("zh", "{delegate.shoes}"))
                                .encode(),
                        422,
                        "delegate.shoes"),
                broadcast("no audience", without(good, "audience"), 422, "audience"),
                broadcast(
                        "an audience of no kind",
                        good.copy()
                                .put("audience", new JsonObject().put("friends", "all"))
                                .encode(),
                        422,
                        "audience",
                        "friends"),
                broadcast(
                        "an audience of nobody",
                        good.copy()
                                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D99")))
                                .encode(),
                        422,
                        "nobody"),
                broadcast(
                        "a lane that is none",
                        good.copy().put("lane", "express").encode(),
                        422,
                        "lane",
                        "express"),
                broadcast(
                        "a channel that is none",
                        good.copy()
                                .put("channels", new JsonArray().add("pigeon"))
                                .encode(),
                        422,
                        "channels",
                        "pigeon"),
                broadcast(
                        "of no use when it is due",
                        good.copy().put("use-by", "2020-01-01T00:00:00Z").encode(),
                        422,
                        "use-by"),
                broadcast(
                        "an item that is not there",
                        good.copy().put("item", "nowhere").encode(),
                        422,
                        "item",
                        "nowhere"),
                broadcast(
                        "a fact that is none",
                        good.copy()
                                .put("facts", new JsonObject().put("start", new JsonObject().put("at", "soon")))
                                .encode(),
                        422,
                        "facts"));
    }

    static Stream<Bad> congresses() {
        return Stream.of(
                new Bad(
                        "congress: every field wrong",
                        "",
                        "application/json",
                        utf8(
                                "{\"zone\": \"Mars/Base\", \"languages\": [\"fr\"], \"region\": \"XX\", \"sample\": true}"),
                        422,
                        List.of("zone", "languages", "region", "name")),
                new Bad(
                        "congress: half of the quiet hours",
                        "",
                        "application/json",
                        utf8(
                                "{\"name\": {\"zh\": \"会\"}, \"zone\": \"Asia/Shanghai\", \"languages\": [\"zh\"], \"region\": \"CN\", \"sample\": true, \"settings\": {\"quietFrom\": \"22:00\"}}"),
                        400,
                        List.of("/settings")));
    }

    private static Bad table(String what, String table, String csv, String... says) {
        return new Bad(
                table + ": " + what, "/" + table + "/import", "text/csv; charset=UTF-8", utf8(csv), 422, List.of(says));
    }

    private static Bad calendar(String what, String lines, String... says) {
        var file = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:1@test\r\n" + lines
                + "\r\nSUMMARY:Item\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        return new Bad(
                "calendar: " + what, "/agenda/import", "text/calendar; charset=UTF-8", utf8(file), 422, List.of(says));
    }

    private static Bad posted(String what, String event, int status, String... says) {
        return new Bad(
                "event: " + what, "/api/events", "application/cloudevents+json", utf8(event), status, List.of(says));
    }

    private static Bad broadcast(String what, String body, int status, String... says) {
        return new Bad("broadcast: " + what, "/notices", "application/json", utf8(body), status, List.of(says));
    }

    private static JsonObject event(String type, String subject, Object data) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", "bad")
                .put("source", "/bad")
                .put("type", type)
                .put("subject", subject)
                .put("congress", "bad-input")
                .put("data", data);
    }

    private static String without(JsonObject json, String field) {
        var copy = json.copy();
        copy.remove(field);
        return copy.encode();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] workbook(String... rows) {
        var bytes = new ByteArrayOutputStream();
        try (var book = new Workbook(bytes, "Herald", "1.0")) {
            var sheet = book.newWorksheet("1");
            for (int row = 0; row < rows.length; row++) {
                var cells = Arrays.asList(rows[row].split(","));
                for (int column = 0; column < cells.size(); column++) {
                    sheet.value(row, column, cells.get(column));
                }
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
