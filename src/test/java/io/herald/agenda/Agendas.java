package io.herald.agenda;

import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.CongressSettings;
import io.herald.roster.Language;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Congresses, items and files for the tests of this package. */
final class Agendas {
    static final Congress SHANGHAI = congress("Asia/Shanghai", Language.ZH, Language.EN);
    static final Congress BERLIN = congress("Europe/Berlin", Language.EN);

    private Agendas() {}

    static Congress congress(String zone, Language... languages) {
        return new Congress(
                "demo",
                new Bilingual("大会", "Congress"),
                ZoneId.of(zone),
                List.of(languages),
                "CN",
                true,
                CongressSettings.DEFAULT);
    }

    static AgendaItem item(String code, String start, String end) {
        return new AgendaItem(
                code,
                1,
                new Bilingual("开幕会", "Opening"),
                new Bilingual("大礼堂", "Great Hall"),
                Bilingual.EMPTY,
                AgendaItem.Kind.SESSION,
                Instant.parse(start),
                Instant.parse(end),
                false,
                false,
                false,
                false,
                null,
                0);
    }

    static AgendaItem from(AgendaItem item, String uid, int sequence) {
        return new AgendaItem(
                item.code(),
                item.version(),
                item.title(),
                item.place(),
                item.bring(),
                item.kind(),
                item.start(),
                item.end(),
                item.allDay(),
                item.closed(),
                item.phoneFree(),
                item.cancelled(),
                uid,
                sequence);
    }

    static AgendaFile read(Congress congress, String content) {
        return AgendaImport.file(congress, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), null);
    }

    /** A calendar around these lines, of which there is one a string. */
    static String calendar(String... lines) {
        return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//test//EN\r\n" + String.join("\r\n", lines)
                + "\r\nEND:VCALENDAR\r\n";
    }

    /** A VEVENT of that UID with the title "Talk" and these further lines. */
    static String event(String uid, String... lines) {
        return "BEGIN:VEVENT\r\nUID:" + uid + "\r\nSUMMARY:Talk\r\n" + String.join("\r\n", lines) + "\r\nEND:VEVENT";
    }

    /** The only item of a calendar with one event of these lines. */
    static FileItem only(Congress congress, String... lines) {
        var file = read(congress, calendar(event("talk-1", lines)));
        if (!file.bad().isEmpty() || file.items().size() != 1) {
            throw new AssertionError("expected one item: " + file);
        }
        return file.items().get(0);
    }

    static AgendaDifference compare(Congress congress, List<AgendaItem> current, String content) {
        return AgendaComparison.between(current, read(congress, content), congress.zone(), null);
    }
}
