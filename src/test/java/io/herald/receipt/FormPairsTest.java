package io.herald.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.platform.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormPairsTest {
    @Test
    void repeated_fields_keep_all_their_values_in_order() {
        assertThat(FormPairs.read("a=2&b=x&a=1&a=2"))
                .isEqualTo(Map.of("a", List.of("2", "1", "2"), "b", List.of("x")))
                .containsOnlyKeys("a", "b");
    }

    @Test
    void a_plus_is_a_space_and_an_encoded_plus_is_a_plus() {
        assertThat(FormPairs.read("From=%2B8613800000001&Body=see+you+%2B+all"))
                .isEqualTo(Map.of("From", List.of("+8613800000001"), "Body", List.of("see you + all")));
    }

    @Test
    void empty_values_are_values_and_a_name_alone_has_one() {
        assertThat(FormPairs.read("ErrorCode=&Flag&&=nameless"))
                .isEqualTo(Map.of("ErrorCode", List.of(""), "Flag", List.of(""), "", List.of("nameless")));
    }

    @Test
    void values_are_not_trimmed_and_keep_what_stands_after_the_first_equals_sign() {
        assertThat(FormPairs.read("Body=%20hi%20%0D%0A&url=a=b=c"))
                .isEqualTo(Map.of("Body", List.of(" hi \r\n"), "url", List.of("a=b=c")));
    }

    @Test
    void names_and_values_may_be_in_any_script() {
        assertThat(FormPairs.read("%E6%AD%A3%E6%96%87=%E9%80%80%E8%AE%A2%F0%9F%99%82"))
                .isEqualTo(Map.of("正文", List.of("退订🙂")));
    }

    @Test
    void nothing_is_no_pairs() {
        assertThat(FormPairs.read(null)).isEmpty();
        assertThat(FormPairs.read("")).isEmpty();
        assertThat(FormPairs.read("&")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%=1", "a=1&b=%2"})
    void broken_percent_encoding_is_refused_as_unreadable(String encoded) {
        assertThatThrownBy(() -> FormPairs.read(encoded))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.status()).isEqualTo(400));
    }
}
