package io.herald.roster;

import static io.herald.roster.TwoPersons.Why.MANY_PEOPLE;
import static io.herald.roster.TwoPersons.Why.URGENT;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TwoPersonsTest {
    @Test
    void a_congress_that_says_nothing_asks_for_two_above_two_hundred_and_whenever_it_is_urgent() {
        var usual = CongressSettings.DEFAULT.twoPersons();
        assertThat(usual.why(200, false)).isEmpty();
        assertThat(usual.why(201, false)).containsExactly(MANY_PEOPLE);
        assertThat(usual.why(1, true)).containsExactly(URGENT);
        assertThat(usual.why(201, true)).containsExactly(MANY_PEOPLE, URGENT);
    }

    @Test
    void without_a_number_the_size_never_matters_and_urgency_does_unless_it_is_set_off() {
        assertThat(new TwoPersons(null, null).why(1_000_000, false)).isEmpty();
        assertThat(new TwoPersons(null, null).why(1, true)).containsExactly(URGENT);
        assertThat(new TwoPersons(null, false).why(1_000_000, true)).isEmpty();
        assertThat(new TwoPersons(0, false).why(1, true)).containsExactly(MANY_PEOPLE);
    }
}
