package io.herald.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.DeliveryState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReachTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, WAITING, true",
                "PLANNED, WAITING, true",
                "IN_DOUBT, UNKNOWN, true",
                "ACCEPTED, UNDER_WAY, true",
                "SENT, UNDER_WAY, true",
                "DELIVERED, ARRIVED, false",
                "READ, SEEN, false",
                "FAILED, MISSED, true",
                "EXPIRED, MISSED, true",
                "WITHDRAWN, WITHDRAWN, false"
            })
    void the_push_alone_says_how_far_it_got(DeliveryState state, Reach reach, boolean unreached) {
        assertThat(Reach.of(state, false, false)).isEqualTo(reach);
        assertThat(reach.unreached()).isEqualTo(unreached);
        assertThat(Reach.unreachedStates().contains(state)).isEqualTo(unreached && state != null);
    }

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void a_card_that_was_seen_is_never_called_delivered_and_a_confirmation_says_most(DeliveryState state) {
        assertThat(Reach.of(state, true, false)).isEqualTo(Reach.SEEN);
        assertThat(Reach.of(state, false, true)).isEqualTo(Reach.CONFIRMED);
        assertThat(Reach.of(state, true, true)).isEqualTo(Reach.CONFIRMED);
    }

    @Test
    void only_a_receipt_makes_it_arrive() {
        assertThat(Reach.of(DeliveryState.ACCEPTED, false, false)).isNotEqualTo(Reach.ARRIVED);
        assertThat(Reach.of(DeliveryState.SENT, false, false)).isNotEqualTo(Reach.ARRIVED);
    }
}
