package io.herald.board;

import io.herald.notice.DeliveryState;
import java.util.Arrays;
import java.util.List;

/**
 * How far a notice got to one person, from everything that is known: the push, the card, the confirmation. This is the one
 * place of the rule; what counts people in SQL takes its states from {@link #unreachedStates}.
 */
public enum Reach {
    /** They, or somebody for them, said so. */
    CONFIRMED,
    /** Their card showed it to them, or the channel says that it was read. */
    SEEN,
    /** A provider's receipt says that it is on their phone. */
    ARRIVED,
    /** A provider has it, and no receipt says more. */
    UNDER_WAY,
    /** Nobody knows whether it left. */
    UNKNOWN,
    /** It is still to leave, or stands on a card that was not opened since. */
    WAITING,
    /** It did not get there and nothing more will be tried by itself. */
    MISSED,
    /** It was taken back before it left: nobody needs it any more. */
    WITHDRAWN;

    /** @param state of the push, null for a notice that is shown on cards alone */
    public static Reach of(DeliveryState state, boolean seen, boolean confirmed) {
        if (confirmed) {
            return CONFIRMED;
        }
        return seen ? SEEN : ofPush(state);
    }

    private static Reach ofPush(DeliveryState state) {
        if (state == null) {
            return WAITING;
        }
        return switch (state) {
            case READ -> SEEN;
            case DELIVERED -> ARRIVED;
            case ACCEPTED, SENT -> UNDER_WAY;
            case IN_DOUBT -> UNKNOWN;
            case PLANNED -> WAITING;
            case FAILED, EXPIRED -> MISSED;
            case WITHDRAWN -> WITHDRAWN;
        };
    }

    /** Whether it should be with them and nobody can say that it is. */
    public boolean unreached() {
        return switch (this) {
            case CONFIRMED, SEEN, ARRIVED, WITHDRAWN -> false;
            case UNDER_WAY, UNKNOWN, WAITING, MISSED -> true;
        };
    }

    /** The states of a push that leave a person unreached unless their card or a confirmation says otherwise. */
    static List<DeliveryState> unreachedStates() {
        return Arrays.stream(DeliveryState.values())
                .filter(state -> of(state, false, false).unreached())
                .toList();
    }
}
