package io.herald.notice;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * How far the push of a delivery got, and the moves that are allowed. Every update that moves a delivery names the states it
 * may come from with {@link #before}, so the guard in the SQL and this table are the same thing.
 *
 * <p>Knowledge only grows. The two moves back to {@code PLANNED} are no exception: they record that an attempt is known never
 * to have reached the phone, so that nobody has the message after all.
 */
public enum DeliveryState {
    /** Nobody has it yet. */
    PLANNED,
    /** It may or may not have left: the outcome of a call is unknown. */
    IN_DOUBT,
    /** A provider has it. */
    ACCEPTED,
    /** A provider reports that it handed it to the carrier. */
    SENT,
    /** A provider reports that it reached the phone. */
    DELIVERED,
    /** The channel reports that it was read. */
    READ,
    /** It did not reach the phone and will not be tried again. */
    FAILED,
    /** Its use-by passed before it left. */
    EXPIRED,
    /** Taken back before it left: superseded, stopped, no longer needed. */
    WITHDRAWN;

    private static final Map<DeliveryState, Set<DeliveryState>> MOVES = new EnumMap<>(Map.of(
            PLANNED, EnumSet.of(IN_DOUBT, ACCEPTED, SENT, DELIVERED, READ, FAILED, EXPIRED, WITHDRAWN),
            IN_DOUBT, EnumSet.of(PLANNED, ACCEPTED, SENT, DELIVERED, READ, FAILED),
            ACCEPTED, EnumSet.of(PLANNED, SENT, DELIVERED, READ, FAILED),
            SENT, EnumSet.of(PLANNED, DELIVERED, READ, FAILED),
            DELIVERED, EnumSet.of(READ),
            READ, EnumSet.noneOf(DeliveryState.class),
            FAILED, EnumSet.of(DELIVERED, READ),
            EXPIRED, EnumSet.of(IN_DOUBT, ACCEPTED, SENT, DELIVERED, READ),
            WITHDRAWN, EnumSet.of(IN_DOUBT, ACCEPTED, SENT, DELIVERED, READ)));

    public boolean mayBecome(DeliveryState next) {
        return MOVES.get(this).contains(next);
    }

    /** The states a delivery may be in when it becomes {@code next}: the guard of that update. */
    public static DeliveryState[] before(DeliveryState next) {
        return Arrays.stream(values()).filter(state -> state.mayBecome(next)).toArray(DeliveryState[]::new);
    }

    /** Whether a provider said that it has the message: it may have been read by its person. */
    public boolean leftUs() {
        return this == ACCEPTED || this == SENT || this == DELIVERED || this == READ;
    }

    /** Whether nothing more is expected to happen by itself. */
    public boolean isEnd() {
        return this == READ || this == DELIVERED || this == FAILED || this == EXPIRED || this == WITHDRAWN;
    }
}
