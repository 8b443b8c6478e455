package io.herald.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "13800138000 | CN",
                "138 0013 8000 | CN",
                "138-0013-8000 | CN",
                "１３８００１３８０００ | CN",
                "＋８６ １３８ ００１３ ８０００ | US",
                "+86 (138) 0013-8000 | GB",
                "0086 138 0013 8000 | CN",
                "0086 138 0013 8000 | US",
                "8613800138000 | CN"
            })
    void a_number_is_read_however_it_is_written(String raw, String region) {
        assertThat(Phone.of(raw, region, false).e164()).isEqualTo("+8613800138000");
    }

    @Test
    void without_country_code_the_region_decides() {
        assertThat(Phone.of("07400 123456", "GB", false).e164()).isEqualTo("+447400123456");
        assertThatThrownBy(() -> Phone.of("07400 123456", "CN", false)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1380013800 | is not a number that exists in its country (CN)",
                "+86 1 | is too short",
                "12345678901234567890123 | is too long",
                "call me | is not a phone number",
                "13800138000 ext 5 | is not a phone number",
                "+210 123 456 78 | has a country code that no country has",
                "010 6552 9988 | is a landline, which gets no SMS",
                "+999 12 345 | has the country code 999, which no country has"
            })
    void a_wrong_number_is_refused_with_a_reason_that_does_not_repeat_it(String raw, String reason) {
        assertThatThrownBy(() -> Phone.of(raw, "CN", true)).hasMessage(reason);
    }

    @Property
    void sample_numbers_belong_to_sample_congresses_alone(@ForAll @IntRange(max = 999_999) int number) {
        var raw = "+999 86 %06d".formatted(number);

        assertThat(SampleNumbers.holds(Phone.of(raw, "CN", true).e164())).isTrue();
        assertThatThrownBy(() -> Phone.of(raw, "CN", false))
                .hasMessage("is a sample number, which only a sample congress may use");
    }

    @Test
    void a_phone_never_shows_its_number_by_accident() {
        assertThat(Phone.of("13800138000", "CN", false).toString()).doesNotContain("138");
    }
}
