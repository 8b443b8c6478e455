package io.herald.board;

import io.herald.notice.DeliveryState;
import io.herald.platform.Problem;
import java.util.Arrays;

/**
 * Which deliveries of a list are wanted.
 *
 * @param state a {@link DeliveryState} or {@value #CARD_ONLY}; null for every one
 * @param delegation code, null for every one
 * @param unreached only those that should be with their person, and nobody can say that they are
 * @param unconfirmed only those nobody confirmed, leaving out what was taken back
 */
record DeliveryFilter(String state, String delegation, boolean unreached, boolean unconfirmed) {
    static final String CARD_ONLY = "CARD_ONLY";
    static final DeliveryFilter ALL = new DeliveryFilter(null, null, false, false);

    DeliveryFilter {
        boolean known = state == null
                || state.equals(CARD_ONLY)
                || Arrays.stream(DeliveryState.values())
                        .anyMatch(each -> each.name().equals(state));
        if (!known) {
            throw Problem.invalid("state: must be " + CARD_ONLY + " or one of "
                    + Arrays.toString(DeliveryState.values()).replaceAll("[\\[\\]]", "") + ".");
        }
    }
}
