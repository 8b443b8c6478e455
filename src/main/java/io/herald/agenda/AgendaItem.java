package io.herald.agenda;

import io.herald.roster.Bilingual;
import java.time.Instant;

/**
 * Something with a time and a place.
 *
 * @param code unique in the congress; its subject is {@code agenda/<code>}
 * @param version grows by one with each change
 * @param bring what people should have with them, may be empty
 * @param end not before start
 * @param closed a closed session: confidentiality is reminded of, papers are numbered
 * @param phoneFree phones are locked away from start to end: what is due in that time goes out before
 * @param uid the iCalendar UID it came from, null if it did not; likewise sequence (RFC 5545 SEQUENCE)
 */
public record AgendaItem(
        String code,
        int version,
        Bilingual title,
        Bilingual place,
        Bilingual bring,
        Kind kind,
        Instant start,
        Instant end,
        boolean allDay,
        boolean closed,
        boolean phoneFree,
        boolean cancelled,
        String uid,
        int sequence) {
    public AgendaItem {
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("item " + code + " ends before it starts");
        }
    }

    public enum Kind {
        SESSION,
        MEAL,
        DEPARTURE,
        OTHER
    }

    /** The same in another version, and with another end. */
    AgendaItem at(int version, Instant end) {
        return new AgendaItem(
                code, version, title, place, bring, kind, start, end, allDay, closed, phoneFree, cancelled, uid,
                sequence);
    }

    public String subject() {
        return "agenda/" + code;
    }
}
