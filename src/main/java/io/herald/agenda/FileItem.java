package io.herald.agenda;

import io.herald.roster.Bilingual;
import java.time.Instant;

/**
 * An agenda item as a file tells it. Null stands for what the file does not say: that stays as the hub knows it.
 *
 * @param row the line or row of the file, from 1
 * @param code null when the file names none and it follows from the UID
 * @param start null only for a cancelled item; likewise end
 */
record FileItem(
        int row,
        String code,
        String uid,
        Integer sequence,
        Names title,
        Names place,
        Names bring,
        AgendaItem.Kind kind,
        Instant start,
        Instant end,
        Boolean allDay,
        Boolean closed,
        Boolean phoneFree,
        boolean cancelled) {

    /** A text as the file has it, each language null where the file is silent. */
    record Names(String zh, String en) {
        boolean isEmpty() {
            return (zh == null || zh.isEmpty()) && (en == null || en.isEmpty());
        }

        Bilingual over(Bilingual before) {
            return new Bilingual(zh == null ? before.zh() : zh, en == null ? before.en() : en);
        }
    }

    /** The item as it would be if the hub had never heard of it. */
    AgendaItem fresh() {
        return new AgendaItem(
                code,
                1,
                title.over(Bilingual.EMPTY),
                place.over(Bilingual.EMPTY),
                bring.over(Bilingual.EMPTY),
                kind == null ? AgendaItem.Kind.SESSION : kind,
                start,
                end,
                Boolean.TRUE.equals(allDay),
                Boolean.TRUE.equals(closed),
                Boolean.TRUE.equals(phoneFree),
                false,
                uid,
                sequence == null ? 0 : sequence);
    }

    /** What this makes of an item the hub knows; one version further. */
    AgendaItem over(AgendaItem before) {
        return new AgendaItem(
                before.code(),
                before.version() + 1,
                title.over(before.title()),
                place.over(before.place()),
                bring.over(before.bring()),
                kind == null ? before.kind() : kind,
                start,
                end,
                allDay == null ? before.allDay() : allDay,
                closed == null ? before.closed() : closed,
                phoneFree == null ? before.phoneFree() : phoneFree,
                false,
                uid == null ? before.uid() : uid,
                sequence == null ? before.sequence() : sequence);
    }
}
