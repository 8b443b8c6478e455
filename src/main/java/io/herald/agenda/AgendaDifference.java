package io.herald.agenda;

import io.herald.platform.table.BadRow;
import io.herald.platform.table.FieldChange;
import java.util.List;

/**
 * What an agenda file would change. Nothing has been written when it is answered.
 *
 * @param changed items that stay on the agenda, or come back to it, with another time, place or wording; {@code after} is one version further
 * @param removed items the file no longer has, as they stand now; empty when there are bad rows
 * @param cancelled items the file cancels by name (STATUS:CANCELLED), as they stand now
 * @param bad what could not be read; when there is any, nothing of the file may be applied
 * @param notes what was understood in a way a person should know of
 */
public record AgendaDifference(
        List<AgendaItem> added,
        List<Changed> changed,
        List<AgendaItem> removed,
        List<AgendaItem> cancelled,
        int unchanged,
        List<BadRow> bad,
        List<String> notes) {
    public AgendaDifference {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        removed = List.copyOf(removed);
        cancelled = List.copyOf(cancelled);
        bad = List.copyOf(bad);
        notes = List.copyOf(notes);
    }

    /** Whether applying it would leave the agenda as it is. */
    public boolean changesNothing() {
        return added.isEmpty() && changed.isEmpty() && removed.isEmpty() && cancelled.isEmpty();
    }

    /** @param fields what differs, as people read it: times as the congress's wall clock shows them */
    public record Changed(AgendaItem before, AgendaItem after, List<FieldChange> fields) {
        public Changed {
            fields = List.copyOf(fields);
        }
    }
}
