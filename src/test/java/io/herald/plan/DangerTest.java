package io.herald.plan;

import static io.herald.plan.Danger.Level.HIGH;
import static io.herald.plan.Danger.Level.LOW;
import static io.herald.plan.Danger.Level.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.herald.plan.Danger.Code;
import io.herald.plan.Danger.Level;
import io.herald.plan.Danger.Measures;
import io.herald.plan.Danger.Reason;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DangerTest {
    @Test
    void a_few_people_by_day_are_no_danger() {
        assertThat(Danger.of(new Measures(200, 10, 0, 0, 0, 0, 0, 9, 720, false)))
                .satisfies(danger -> assertThat(danger.level()).isEqualTo(LOW))
                .satisfies(danger -> assertThat(danger.reasons()).isEmpty());
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                arguments(new Measures(201, 0, 0, 0, 0, 0, 0, 1, 720, false), Code.MANY_PEOPLE, MEDIUM, 201),
                arguments(new Measures(1001, 0, 0, 0, 0, 0, 0, 1, 720, false), Code.MANY_PEOPLE, HIGH, 1001),
                arguments(new Measures(9, 0, 0, 0, 0, 0, 0, 10, 720, false), Code.TAKES_LONG, MEDIUM, 10),
                arguments(new Measures(9, 0, 0, 0, 0, 0, 0, 30, 720, false), Code.TAKES_LONG, HIGH, 30),
                arguments(new Measures(9, 0, 0, 0, 0, 0, 0, 6, 5, false), Code.TOO_LATE_FOR_SOME, HIGH, 6),
                arguments(new Measures(9, 0, 0, 0, 0, 0, 0, 1, 720, true), Code.URGENT, MEDIUM, 9),
                arguments(new Measures(9, 0, 0, 0, 8, 0, 0, 1, 720, false), Code.WAKES, HIGH, 8),
                arguments(new Measures(9, 0, 0, 0, 0, 7, 0, 1, 720, false), Code.PHONES_LOCKED_AWAY, MEDIUM, 7),
                arguments(new Measures(9, 0, 0, 0, 0, 0, 6, 1, 720, false), Code.EARLY_FOR_SOME, MEDIUM, 6),
                arguments(new Measures(100, 6, 0, 0, 0, 0, 0, 1, 720, false), Code.WITHOUT_SMS, MEDIUM, 6),
                arguments(new Measures(100, 21, 0, 0, 0, 0, 0, 1, 720, false), Code.WITHOUT_SMS, HIGH, 21),
                arguments(new Measures(9, 0, 1, 0, 0, 0, 0, 1, 720, false), Code.WITHOUT_TEXT, HIGH, 1),
                arguments(new Measures(9, 0, 0, 2, 0, 0, 0, 1, 720, false), Code.FORBIDDEN_WORD, HIGH, 2));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void each_reason_has_its_level_and_its_number(Measures seen, Code code, Level level, long number) {
        assertThat(Danger.of(seen).reasons()).containsExactly(new Reason(code, level, number));
        assertThat(Danger.of(seen).level()).isEqualTo(level);
    }

    @Test
    void what_is_urgent_may_wake_and_the_worst_reason_decides() {
        var urgent = Danger.of(new Measures(9, 0, 0, 0, 9, 0, 0, 1, 720, true));
        assertThat(urgent.level()).isEqualTo(MEDIUM);
        assertThat(urgent.reasons()).extracting(Reason::code).containsExactly(Code.URGENT, Code.WAKES);
        assertThat(Danger.of(new Measures(300, 0, 1, 0, 0, 0, 0, 1, 720, false)).level())
                .isEqualTo(HIGH);
    }
}
