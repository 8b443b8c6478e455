package io.herald.agenda;

import io.herald.platform.table.TableWriter;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes an agenda in the forms the hub reads; read again, neither changes anything. */
public final class AgendaExport {
    private static final String OWN_UID = "herald:";
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd");
    private static final int OCTETS_A_LINE = 75;

    private AgendaExport() {}

    /** The UID of an item that came without one; it is not taken for one when read again. */
    static String uidOf(String code) {
        return OWN_UID + code;
    }

    static boolean isOwn(String uid) {
        return uid.startsWith(OWN_UID);
    }

    /** As iCalendar, cancelled items included; times stand in UTC, so that no reader can mistake the zone. */
    public static String ics(Congress congress, List<AgendaItem> items, Instant now) {
        var out = new StringBuilder();
        line(out, "BEGIN", "VCALENDAR");
        line(out, "VERSION", "2.0");
        line(out, "PRODID", "-//Herald//Agenda//EN");
        text(out, "X-WR-TIMEZONE", congress.zone().getId());
        for (var item : items) {
            event(out, item, congress.zone(), now);
        }
        line(out, "END", "VCALENDAR");
        return out.toString();
    }

    /** As CSV; without the cancelled items, for which it has no column. */
    public static String csv(Congress congress, List<AgendaItem> items) {
        var out = new ByteArrayOutputStream();
        try (var table = new TableWriter(out, AgendaTable.COLUMNS.names())) {
            items.stream().filter(item -> !item.cancelled()).forEach(item -> table.write(cells(item, congress.zone())));
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static List<String> cells(AgendaItem item, ZoneId zone) {
        boolean days = wholeDays(item, zone);
        return List.of(
                item.code(),
                item.title().zh(),
                item.title().en(),
                item.place().zh(),
                item.place().en(),
                days ? item.start().atZone(zone).toLocalDate().toString() : LocalTimes.written(item.start(), zone),
                days
                        ? item.end().atZone(zone).toLocalDate().minusDays(1).toString()
                        : LocalTimes.written(item.end(), zone),
                item.kind().name().toLowerCase(Locale.ROOT),
                item.closed() ? "yes" : "no",
                item.phoneFree() ? "yes" : "no",
                item.bring().zh(),
                item.bring().en());
    }

    private static void event(StringBuilder out, AgendaItem item, ZoneId zone, Instant now) {
        line(out, "BEGIN", "VEVENT");
        text(out, "UID", item.uid() == null ? uidOf(item.code()) : item.uid());
        line(out, "DTSTAMP", UTC.format(now));
        line(out, "SEQUENCE", Integer.toString(item.sequence()));
        if (wholeDays(item, zone)) {
            line(out, "DTSTART;VALUE=DATE", DATE.format(item.start().atZone(zone)));
            line(out, "DTEND;VALUE=DATE", DATE.format(item.end().atZone(zone)));
        } else {
            line(out, "DTSTART", UTC.format(item.start()));
            line(out, "DTEND", UTC.format(item.end()));
        }
        names(out, "SUMMARY", "X-HERALD-TITLE-EN", item.title());
        names(out, "LOCATION", "X-HERALD-PLACE-EN", item.place());
        line(out, "STATUS", item.cancelled() ? "CANCELLED" : "CONFIRMED");
        text(out, "X-HERALD-CODE", item.code());
        line(out, "X-HERALD-KIND", item.kind().name());
        line(out, "X-HERALD-CLOSED", item.closed() ? "TRUE" : "FALSE");
        line(out, "X-HERALD-PHONE-FREE", item.phoneFree() ? "TRUE" : "FALSE");
        text(out, "X-HERALD-BRING-ZH", item.bring().zh());
        text(out, "X-HERALD-BRING-EN", item.bring().en());
        line(out, "END", "VEVENT");
    }

    /** The standard property carries one language, ours the English beside the Chinese. */
    private static void names(StringBuilder out, String property, String english, Bilingual names) {
        if (!names.zh().isEmpty()) {
            text(out, property + ";LANGUAGE=zh", names.zh());
            text(out, english, names.en());
        } else if (!names.en().isEmpty()) {
            text(out, property + ";LANGUAGE=en", names.en());
        }
    }

    private static boolean wholeDays(AgendaItem item, ZoneId zone) {
        return item.allDay()
                && item.start().isBefore(item.end())
                && midnight(item.start(), zone)
                && midnight(item.end(), zone);
    }

    private static boolean midnight(Instant instant, ZoneId zone) {
        return instant.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    private static void text(StringBuilder out, String property, String text) {
        line(out, property, ContentLine.escaped(text));
    }

    /** Folded at 75 octets, never inside a character. */
    private static void line(StringBuilder out, String property, String value) {
        var line = property + ":" + value;
        int octets = 0;
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            int size = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (octets + size > OCTETS_A_LINE) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += size;
            at += Character.charCount(point);
        }
        out.append("\r\n");
    }
}
