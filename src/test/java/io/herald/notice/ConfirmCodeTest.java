package io.herald.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ConfirmCodeTest {
    private final ConfirmCode code = new ConfirmCode("7KA", new UUID(0, 1), "a secret");

    @Test
    void everybody_has_a_code_of_their_own_that_begins_like_the_notices() {
        assertThat(code.of(1)).isEqualTo(code.of(1)).startsWith("7KA").hasSize(ConfirmCode.LIKE_ONE.length());
        assertThat(LongStream.range(0, 100).mapToObj(code::of).distinct().count())
                .isGreaterThan(90);
        assertThat(new ConfirmCode("7KA", new UUID(0, 1), "another secret").of(1))
                .isNotEqualTo(code.of(1));
    }

    @Test
    void no_two_signs_look_alike() {
        assertThat(LongStream.range(0, 200)
                        .mapToObj(person -> ConfirmCode.next(new UUID(0, 1)).of(person)))
                .allSatisfy(whole -> assertThat(whole).matches("[34679ACDEFGHJKMNPQRTUVWXY]{6}"));
    }

    @Test
    void it_is_understood_however_it_is_typed() {
        assertThat(ConfirmCode.typed(" 7ka-m9q ")).isEqualTo("7KAM9Q");
        assertThat(ConfirmCode.typed("７ＫＡ Ｍ９Ｑ")).isEqualTo("7KAM9Q");
        assertThat(ConfirmCode.typed(null)).isEmpty();
    }
}
