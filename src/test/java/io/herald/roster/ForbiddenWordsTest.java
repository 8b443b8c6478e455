package io.herald.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForbiddenWordsTest {
    private static final ForbiddenWords WORDS =
            ForbiddenWords.of(List.of("绝密", "Plan", "Project  Red Tide", "A计划", "7号楼", "straße"));

    @ParameterizedTest
    @CsvSource({
        "此件绝密请勿外传, 绝密",
        "THE PLAN IS READY, Plan",
        "the ｐｌａｎ., Plan",
        "本plan会, Plan",
        "a p\u00adlan, Plan",
        "(plan), Plan",
        "planet or plan?, Plan",
        "project red tide, Project  Red Tide",
        "project\u3000red\u00a0tide, Project  Red Tide",
        "执行Ａ计划时, A计划",
        "在7号楼, 7号楼",
        "die STRAßE, straße"
    })
    void a_word_is_found_whatever_its_case_and_width(String text, String word) {
        assertThat(WORDS.in(text)).contains(word);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planet", "airplan e", "plan2", "plané", "projectred tide", "BA计划", "在17号楼", "绝对保密", ""})
    void what_only_looks_like_it_is_not(String text) {
        assertThat(WORDS.in(text)).isEmpty();
    }

    @Test
    void without_words_nothing_is_forbidden() {
        assertThat(ForbiddenWords.of(List.of()).in("绝密")).isEmpty();
    }

    @Test
    void a_list_that_cannot_be_meant_is_refused() {
        assertThat(ForbiddenWords.refusal(List.of("绝密", " \u200b ")))
                .hasValueSatisfying(why -> assertThat(why).contains("characters that can be seen"));
        assertThat(ForbiddenWords.refusal(List.of("x".repeat(101)))).isPresent();
        assertThat(ForbiddenWords.refusal(Collections.nCopies(1001, "x"))).isPresent();
        assertThat(ForbiddenWords.refusal(List.of("绝密", "plan"))).isEmpty();
    }
}
