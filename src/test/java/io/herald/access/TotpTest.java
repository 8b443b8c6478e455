package io.herald.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
    private static final Instant NOW = Instant.ofEpochSecond(1111111111L);

    @ParameterizedTest
    @CsvSource({
        "59,287082",
        "1111111109,081804",
        "1111111111,050471",
        "1234567890,005924",
        "2000000000,279037",
        "20000000000,353130"
    })
    void the_codes_are_those_of_rfc_6238(long second, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(second)))).isEqualTo(code);
    }

    @Test
    void a_code_is_good_a_step_early_or_late_and_no_longer() {
        var code = Totp.code(SECRET, Totp.step(NOW));
        assertThat(Totp.stepOf(code, SECRET, 0, NOW.plusSeconds(30))).isPresent();
        assertThat(Totp.stepOf(code, SECRET, 0, NOW.minusSeconds(30))).isPresent();
        assertThat(Totp.stepOf(code, SECRET, 0, NOW.plusSeconds(60))).isEmpty();
    }

    @Test
    void a_code_is_good_once() {
        var code = Totp.code(SECRET, Totp.step(NOW));
        var used = Totp.stepOf(code, SECRET, 0, NOW).orElseThrow();
        assertThat(Totp.stepOf(code, SECRET, used, NOW)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"f,MY", "fo,MZXQ", "foo,MZXW6", "foob,MZXW6YQ", "fooba,MZXW6YTB", "foobar,MZXW6YTBOI"})
    void base32_is_that_of_rfc_4648(String text, String encoded) {
        assertThat(Totp.base32(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(encoded);
    }
}
