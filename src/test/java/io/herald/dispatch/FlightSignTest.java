package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.dispatch.RouteHealth.Sign;
import io.herald.provider.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an answer says about its route: each kind of trouble has its sign, and a new one must be given one here. */
class FlightSignTest {
    @ParameterizedTest
    @EnumSource(Outcome.Trouble.class)
    void a_trouble_is_a_sign_of_illness_only_when_it_is_the_routes_and_too_fast_never_is(Outcome.Trouble trouble) {
        var sign = Flight.sign(new Outcome.TryLater(trouble, Duration.ofSeconds(1), "1"));

        assertThat(sign)
                .isEqualTo(
                        switch (trouble) {
                            case ROUTE -> Sign.ILL;
                            case RATE -> Sign.NEITHER;
                            case OTHER_ROUTE, HANDSET -> Sign.WELL;
                        });
    }

    @ParameterizedTest
    @EnumSource(Outcome.Refusal.class)
    void a_refusal_shows_that_the_route_works(Outcome.Refusal refusal) {
        assertThat(Flight.sign(new Outcome.Refused(refusal, "1"))).isEqualTo(Sign.WELL);
    }

    @Test
    void a_yes_is_well_and_an_unknown_outcome_is_ill() {
        assertThat(Flight.sign(new Outcome.Accepted("SM1"))).isEqualTo(Sign.WELL);
        assertThat(Flight.sign(new Outcome.Unknown("HTTP 503"))).isEqualTo(Sign.ILL);
    }
}
