package io.herald.console;

import io.herald.roster.Language;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A delegate's card in one language, as page and JSON show it. What is not known is empty or null.
 *
 * @param next the next item where they have a seat, null when there is none
 * @param desk the duty desk, null when the congress has no number for it
 */
record Card(
        Language language,
        String congress,
        boolean sample,
        String name,
        String delegation,
        String residence,
        String room,
        String vehicle,
        String plate,
        NextSeat next,
        Call liaison,
        Call desk,
        List<Day> days,
        List<Message> messages) {
    public boolean zh() {
        return language == Language.ZH;
    }

    /** A seat that is waiting for them; {@code when} as people of the congress read it. */
    record NextSeat(String title, Instant start, String when, String seat) {}

    /** Somebody to ring up. */
    record Call(String name, String phone) {
        /** The number as a {@code tel:} link takes it. */
        public String tel() {
            return phone.replaceAll("[^+0-9]", "");
        }
    }

    /** A day of the agenda; {@code label} as people of the congress read it. */
    record Day(LocalDate date, String label, List<Item> items) {}

    /** {@code time} is empty for what takes the whole day. */
    record Item(String title, String place, Instant start, Instant end, String time, String seat, boolean cancelled) {}

    /**
     * A message with the facts of now.
     *
     * @param text null when something it needs is not known at this moment
     * @param outdated taken back or replaced by a newer one: struck through
     * @param confirmable whether an acknowledgement is asked for and may still be given
     */
    record Message(
            long delivery,
            String text,
            Instant since,
            String when,
            boolean urgent,
            boolean outdated,
            boolean confirmable,
            Instant confirmedAt,
            String confirmedWhen) {}
}
