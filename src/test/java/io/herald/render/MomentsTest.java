package io.herald.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.roster.Language;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MomentsTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T01:00:00Z,Asia/Shanghai,11月22日 星期日 09:00,22 Nov Sunday 09:00",
        "2026-11-21T16:30:00Z,Asia/Shanghai,11月22日 星期日 00:30,22 Nov Sunday 00:30",
        "2026-03-29T00:30:00Z,Europe/Berlin,3月29日 星期日 01:30,29 Mar Sunday 01:30",
        "2026-03-29T01:30:00Z,Europe/Berlin,3月29日 星期日 03:30,29 Mar Sunday 03:30",
        "2026-09-01T04:05:00Z,America/St_Johns,9月1日 星期二 01:35,1 Sep Tuesday 01:35"
    })
    void a_moment_reads_as_people_of_the_congress_say_it(Instant at, ZoneId zone, String zh, String en) {
        assertThat(told(at, zone, Language.ZH)).isEqualTo(zh);
        assertThat(told(at, zone, Language.EN)).isEqualTo(en);
    }

    private static String told(Instant at, ZoneId zone, Language language) {
        return Moments.date(at, zone, language) + " " + Moments.weekday(at, zone, language) + " "
                + Moments.time(at, zone);
    }
}
