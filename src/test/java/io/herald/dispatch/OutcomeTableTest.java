package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.notice.AttemptOutcome;
import io.herald.notice.DeliveryState;
import io.herald.notice.Reason;
import io.herald.notice.Settlement;
import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Trouble;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomeTableTest {
    private static final UUID ATTEMPT = UUID.randomUUID();

    @Test
    void the_kinds_of_outcome_are_those_tested_here() {
        assertThat(Arrays.stream(Outcome.class.getPermittedSubclasses()).map(Class::getSimpleName))
                .containsExactlyInAnyOrder("Accepted", "Refused", "TryLater", "Unknown");
    }

    @Test
    void a_yes_is_accepted_with_the_providers_ref() {
        assertThat(after(new Outcome.Accepted("SM1"), 0))
                .isEqualTo(
                        new Settlement(ATTEMPT, 7, AttemptOutcome.ACCEPTED, "SM1", "", DeliveryState.ACCEPTED, null));
    }

    @ParameterizedTest
    @EnumSource
    void a_no_is_final_whatever_its_reason(Refusal why) {
        var reasons = Map.of(
                Refusal.ADDRESS, Reason.BAD_NUMBER,
                Refusal.OPTED_OUT, Reason.OPTED_OUT,
                Refusal.CONTENT, Reason.REFUSED);
        assertThat(after(new Outcome.Refused(why, "21211"), 0))
                .isEqualTo(new Settlement(
                        ATTEMPT, 7, AttemptOutcome.REFUSED, "", "21211", DeliveryState.FAILED, reasons.get(why)));
    }

    @ParameterizedTest
    @EnumSource
    void trouble_is_tried_again(Trouble why) {
        var reasons = Map.of(
                Trouble.RATE, Reason.RATE,
                Trouble.ROUTE, Reason.ROUTE_DOWN,
                Trouble.OTHER_ROUTE, Reason.UNREACHABLE,
                Trouble.HANDSET, Reason.UNREACHABLE);
        assertThat(after(later(why), 0))
                .isEqualTo(new Settlement(
                        ATTEMPT, 7, AttemptOutcome.TRY_LATER, "", "429", DeliveryState.PLANNED, reasons.get(why)));
    }

    @ParameterizedTest
    @EnumSource
    void only_trouble_of_this_phone_is_ever_given_up(Trouble why) {
        boolean ofThisPhone = why == Trouble.HANDSET || why == Trouble.OTHER_ROUTE;
        assertThat(after(later(why), 1).then()).isEqualTo(DeliveryState.PLANNED);
        assertThat(after(later(why), 2).then()).isEqualTo(ofThisPhone ? DeliveryState.FAILED : DeliveryState.PLANNED);
        assertThat(after(later(why), 9).then()).isEqualTo(ofThisPhone ? DeliveryState.FAILED : DeliveryState.PLANNED);
    }

    @Test
    void what_nobody_knows_is_in_doubt_and_never_planned_again() {
        assertThat(after(new Outcome.Unknown("time-out"), 0))
                .isEqualTo(new Settlement(
                        ATTEMPT, 7, AttemptOutcome.UNKNOWN, "", "time-out", DeliveryState.IN_DOUBT, null));
    }

    @Test
    void a_call_that_was_never_made_leaves_the_delivery_planned() {
        assertThat(OutcomeTable.neverMade(ATTEMPT, 7))
                .isEqualTo(new Settlement(
                        ATTEMPT, 7, AttemptOutcome.NEVER_LEFT, "", "not made", DeliveryState.PLANNED, null));
    }

    private static Outcome later(Trouble why) {
        return new Outcome.TryLater(why, Duration.ZERO, "429");
    }

    private static Settlement after(Outcome outcome, int tries) {
        return OutcomeTable.settlement(ATTEMPT, 7, outcome, tries, 3);
    }
}
