package io.herald.hub;

import static io.herald.hub.Bad.utf8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;

/** Tables, workbooks and calendars with every kind of mistake. */
final class BadFiles {
    private BadFiles() {}

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
