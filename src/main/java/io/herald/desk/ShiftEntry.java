package io.herald.desk;

import java.time.Instant;

/**
 * An entry of the duty desk's book.
 *
 * @param by code of the staff person who wrote it
 * @param to whom the desk was handed to, null for the other kinds
 * @param delivery the case it is about, null when it is about none
 * @param open what stood open when the desk changed hands, null for a note
 */
record ShiftEntry(long id, Kind kind, Instant at, String by, String to, Long delivery, String text, Summary open) {
    enum Kind {
        /** Somebody took the desk that nobody held, or whose holder had gone. */
        BEGUN,
        NOTED,
        HANDED_OVER
    }
}
