package io.herald.notice;

import static io.herald.notice.NoticeFixtures.NOW;
import static io.herald.notice.NoticeFixtures.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.notice.NoticeFixtures.Sending;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryStoreIT {
    private static final NoticeFixtures HUB = new NoticeFixtures();

    @AfterAll
    static void close() {
        HUB.close();
    }

    @ParameterizedTest
    @EnumSource
    void a_move_succeeds_from_exactly_the_states_the_enum_allows(DeliveryState to) {
        var deliveries = oneInEachState();
        var ids = List.copyOf(deliveries.values());

        HUB.db.transact(tx -> HUB.deliveries.move(tx, ids, Collections.nCopies(ids.size(), null), to, NOW));

        assertMoved(deliveries, to, DeliveryState::mayBecome);
    }

    @Test
    void only_what_is_planned_or_may_be_planned_again_goes_into_a_new_batch() {
        var deliveries = oneInEachState();
        var ids = List.copyOf(deliveries.values());
        var reasons = Collections.<Reason>nCopies(ids.size(), null);
        var batch = anyBatch();

        List<Long> replannable = HUB.db.inTransaction(tx -> HUB.deliveries.replannable(tx, ids));
        assertThat(replannable)
                .containsExactlyInAnyOrder(
                        deliveries.get(DeliveryState.PLANNED),
                        deliveries.get(DeliveryState.IN_DOUBT),
                        deliveries.get(DeliveryState.ACCEPTED),
                        deliveries.get(DeliveryState.SENT));
        int moved = HUB.db.inTransaction(tx -> HUB.deliveries.planAgain(tx, ids, reasons, batch, NOW));

        assertThat(moved).isEqualTo(4);
        assertMoved(deliveries, DeliveryState.PLANNED, DeliveryState::mayBecome);
    }

    @Test
    void a_withdrawal_takes_back_only_what_nobody_has() {
        var deliveries = oneInEachState();
        var notice = UUID.fromString(HUB.text("select notice::text from delivery limit 1"));

        HUB.db.transact(tx -> HUB.deliveries.withdraw(tx, List.of(notice), Reason.STOPPED, NOW));

        assertMoved(deliveries, DeliveryState.WITHDRAWN, (from, to) -> from == DeliveryState.PLANNED);
        assertThat(HUB.reason(deliveries.get(DeliveryState.PLANNED))).isEqualTo("stopped");
    }

    @Test
    void retiring_a_batch_past_its_use_by_ends_only_what_is_planned() {
        var deliveries = oneInEachState();
        var batch = anyBatch();

        HUB.db.transact(tx -> HUB.deliveries.retire(tx, batch, NOW.plusSeconds(86_399)));
        assertMoved(deliveries, DeliveryState.EXPIRED, (from, to) -> false);
        HUB.db.transact(tx -> HUB.deliveries.retire(tx, batch, NOW.plusSeconds(86_400)));

        assertMoved(deliveries, DeliveryState.EXPIRED, (from, to) -> from == DeliveryState.PLANNED);
        assertThat(HUB.reason(deliveries.get(DeliveryState.PLANNED))).isEqualTo("expired");
    }

    @Test
    void a_confirmation_takes_back_only_what_is_planned_and_the_first_one_stands() {
        var deliveries = oneInEachState();

        for (long id : deliveries.values()) {
            assertThat(confirm(id, "L01", Confirmation.Way.LIAISON)).isTrue();
            assertThat(confirm(id, "P1", Confirmation.Way.CARD)).isFalse();
        }

        assertMoved(deliveries, DeliveryState.WITHDRAWN, (from, to) -> from == DeliveryState.PLANNED);
        assertThat(HUB.count("select count(*) from delivery where confirmed_by = 'L01' and confirmed_way = 'liaison'"))
                .isEqualTo(9);
        assertThat(HUB.count("select count(*) from delivery where seen_at is not null"))
                .isZero();
    }

    @Test
    void whoever_confirms_on_the_card_has_seen_the_text() {
        var sending = HUB.sending(notice(), HUB.congressOf(1));
        var id = HUB.states(sending.notice()).keySet().iterator().next();

        confirm(id, "P1", Confirmation.Way.CARD);

        assertThat(HUB.count("select count(*) from delivery where seen_at = confirmed_at"))
                .isEqualTo(1);
    }

    @Test
    void only_what_is_in_doubt_is_left_unsettled() {
        var deliveries = oneInEachState();

        HUB.db.transact(tx -> deliveries.values().forEach(id -> HUB.doubts.leaveUnsettled(tx, id)));

        deliveries.forEach((state, id) -> assertThat(HUB.reason(id))
                .as("%s", state)
                .isEqualTo(state == DeliveryState.IN_DOUBT ? "unsettled" : null));
    }

    @Test
    void a_state_outside_the_list_cannot_be_written() {
        HUB.sending(notice(), HUB.congressOf(1));

        assertThatThrownBy(() -> HUB.sql("update delivery set state = 'LOST'"))
                .hasMessageContaining("delivery_state_check");
    }

    private Map<DeliveryState, Long> oneInEachState() {
        var states = DeliveryState.values();
        Sending sending = HUB.sending(notice(), HUB.congressOf(states.length));
        var ids = HUB.states(sending.notice()).keySet().stream().sorted().toList();
        var deliveries = new EnumMap<DeliveryState, Long>(DeliveryState.class);
        for (var state : states) {
            long id = ids.get(state.ordinal());
            deliveries.put(state, id);
            HUB.sql("update delivery set state = $2 where id = $1", id, state);
        }
        return deliveries;
    }

    private boolean confirm(long delivery, String by, Confirmation.Way way) {
        return HUB.db.inTransaction(tx -> HUB.deliveries.confirm(tx, delivery, new Confirmation(by, way), NOW));
    }

    private UUID anyBatch() {
        return UUID.fromString(HUB.text("select id::text from batch limit 1"));
    }

    private void assertMoved(
            Map<DeliveryState, Long> deliveries, DeliveryState to, BiPredicate<DeliveryState, DeliveryState> allowed) {
        for (var from : Arrays.asList(DeliveryState.values())) {
            assertThat(HUB.state(deliveries.get(from)))
                    .as("%s to %s", from, to)
                    .isEqualTo(allowed.test(from, to) ? to : from);
        }
    }
}
