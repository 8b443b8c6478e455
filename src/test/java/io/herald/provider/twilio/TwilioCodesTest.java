package io.herald.provider.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.Outcome.Unknown;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwilioCodesTest {
    @ParameterizedTest
    @CsvSource({
        "21211,ADDRESS",
        "21217,ADDRESS",
        "21614,ADDRESS",
        "30005,ADDRESS",
        "30006,ADDRESS",
        "21610,OPTED_OUT",
        "21602,CONTENT",
        "21617,CONTENT",
        "21620,CONTENT",
        "21656,CONTENT",
        "30007,CONTENT",
        "30019,CONTENT",
        "20003,ROUTE",
        "20404,ROUTE",
        "21212,ROUTE",
        "21603,ROUTE",
        "21606,ROUTE",
        "21608,ROUTE",
        "21701,ROUTE",
        "21703,ROUTE",
        "30002,ROUTE",
        "30018,ROUTE",
        "30024,ROUTE",
        "30032,ROUTE",
        "30034,ROUTE",
        "30035,ROUTE",
        "63038,ROUTE",
        "21408,OTHER_ROUTE",
        "21612,OTHER_ROUTE",
        "30004,OTHER_ROUTE",
        "20429,RATE",
        "21611,RATE",
        "30001,RATE",
        "30017,RATE",
        "30022,RATE",
        "30023,RATE",
        "30003,HANDSET",
        "30008,HANDSET",
        "30036,HANDSET",
        "30450,HANDSET",
        "20500,UNKNOWN",
        "20503,UNKNOWN",
        "30410,UNKNOWN",
    })
    void each_code_has_its_class_whenever_it_is_told(String code, String expected) {
        assertThat(name(TwilioCodes.afterAcceptance(code))).isEqualTo(expected);
        assertThat(name(TwilioCodes.ofAnswer(400, code, Duration.ZERO))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"500,UNKNOWN", "503,UNKNOWN", "429,RATE", "302,UNKNOWN", "0,UNKNOWN"})
    void the_status_decides_before_the_code(int status, String expected) {
        assertThat(name(TwilioCodes.ofAnswer(status, "21211", Duration.ZERO))).isEqualTo(expected);
    }

    @Test
    void an_unknown_code_is_final_at_once_but_worth_another_route_after_acceptance() {
        assertThat(name(TwilioCodes.ofAnswer(400, "12345", Duration.ZERO))).isEqualTo("CONTENT");
        assertThat(name(TwilioCodes.afterAcceptance("12345"))).isEqualTo("OTHER_ROUTE");
        assertThat(name(TwilioCodes.afterAcceptance(""))).isEqualTo("OTHER_ROUTE");
    }

    private static String name(Outcome outcome) {
        if (outcome instanceof Refused refused) {
            return refused.why().name();
        }
        if (outcome instanceof TryLater later) {
            return later.why().name();
        }
        return outcome instanceof Unknown ? "UNKNOWN" : "ACCEPTED";
    }
}
