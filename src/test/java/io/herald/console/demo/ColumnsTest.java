package io.herald.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColumnsTest {
    @ParameterizedTest
    @CsvSource({
        "Linlan City, 11",
        "临澜市代表团, 12",
        "开幕会 Opening, 14",
        "ＡＢ１, 6",
        "（R1）, 6",
        "한국어, 6",
        "カタカナ, 8",
        "𠮷, 2",
        "é, 1",
        "江A·86020, 9",
    })
    void an_east_asian_character_takes_two_columns(String text, int width) {
        assertThat(Columns.width(text)).isEqualTo(width);
    }

    @Test
    void a_combining_mark_takes_none() {
        assertThat(Columns.width("e\u0301")).isEqualTo(1);
    }

    @Test
    void a_colour_takes_none() {
        assertThat(Columns.width(new Paint(true).green("代表"))).isEqualTo(4);
    }

    @Test
    void texts_of_both_scripts_end_in_the_same_column() {
        assertThat(Columns.left("代表团", 10)).isEqualTo("代表团    ");
        assertThat(Columns.left("delegate", 10)).isEqualTo("delegate  ");
        assertThat(Columns.right("代", 4)).isEqualTo("  代");
    }

    @Test
    void a_wide_character_that_would_stick_out_is_dropped_whole() {
        assertThat(Columns.cut("代表团", 5)).isEqualTo("代表");
        assertThat(Columns.left("代表团", 5)).isEqualTo("代表 ");
    }

    @Test
    void what_is_cut_still_ends_its_colour() {
        assertThat(Columns.cut(new Paint(true).red("unreached"), 3)).isEqualTo("\u001b[31munr\u001b[0m");
    }

    @Property
    void a_filled_column_has_exactly_its_width(
            @ForAll @StringLength(max = 40) String text, @ForAll @IntRange(min = 0, max = 30) int width) {
        assertThat(Columns.width(Columns.left(text.replace("\u001b", ""), width)))
                .isEqualTo(width);
    }
}
