package io.herald.agenda;

import io.herald.platform.table.BadRow;
import java.util.List;

/**
 * What an agenda file says, before it is compared with anything.
 *
 * @param notes what was understood in a way a person should know of
 */
record AgendaFile(List<FileItem> items, List<BadRow> bad, List<String> notes) {
    AgendaFile {
        items = List.copyOf(items);
        bad = List.copyOf(bad);
        notes = List.copyOf(notes);
    }
}
