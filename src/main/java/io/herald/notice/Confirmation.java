package io.herald.notice;

import java.util.Locale;

/** Who confirmed a delivery, and by which way. */
public record Confirmation(String by, Way way) {
    /** The way a confirmation came. */
    public enum Way {
        /** A button on the card. */
        CARD,
        /** A short code typed on the card's page. */
        CODE,
        /** An SMS answer. */
        SMS,
        /** A liaison, on the delegate's behalf. */
        LIAISON,
        /** The duty desk, on the delegate's behalf. */
        DESK;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether who confirms in this way has the text before their eyes. */
        boolean showsTheText() {
            return this == CARD;
        }
    }
}
