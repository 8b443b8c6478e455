package io.herald.agenda;

import io.herald.platform.table.BadRow;

/** What makes one line or one component of an iCalendar file unusable; it becomes a {@link BadRow}. */
final class IcsFault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int SHOWN = 80;

    private final transient BadRow badRow;

    IcsFault(int row, String property, String value, String reason) {
        super(reason);
        badRow = new BadRow(row, property, value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value, reason);
    }

    IcsFault(ContentLine line, String reason) {
        this(line.row(), line.name(), line.value(), reason);
    }

    BadRow badRow() {
        return badRow;
    }
}
