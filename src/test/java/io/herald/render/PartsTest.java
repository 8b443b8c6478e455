package io.herald.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @CsvSource({
        "a,0,GSM7,0,1",
        "a,160,GSM7,160,1",
        "a,161,GSM7,161,2",
        "a,306,GSM7,306,2",
        "a,307,GSM7,307,3",
        "€,80,GSM7,160,1",
        "€,81,GSM7,162,2",
        "会,70,UCS2,70,1",
        "会,71,UCS2,71,2",
        "会,134,UCS2,134,2",
        "会,135,UCS2,135,3",
        "\uD83D\uDE00,35,UCS2,70,1",
        "\uD83D\uDE00,36,UCS2,72,2",
        "\uD83D\uDE00,67,UCS2,134,3"
    })
    void counts_units_and_parts(String character, int times, Encoding encoding, int units, int count) {
        assertThat(Parts.of(character.repeat(times))).isEqualTo(new Parts(encoding, units, count));
    }

    @Test
    void a_surrogate_pair_on_the_boundary_moves_whole_to_the_next_part() {
        var text = "会".repeat(66) + EMOJI + "会".repeat(66);

        assertThat(Parts.of(text)).isEqualTo(new Parts(Encoding.UCS2, 134, 3));
        assertThat(Parts.split(text)).containsExactly("会".repeat(66), EMOJI + "会".repeat(65), "会");
    }

    @Test
    void an_escaped_character_on_the_boundary_moves_whole_to_the_next_part() {
        var text = "a".repeat(152) + "€" + "a".repeat(152);

        assertThat(Parts.of(text)).isEqualTo(new Parts(Encoding.GSM7, 306, 3));
        assertThat(Parts.split(text)).containsExactly("a".repeat(152), "€" + "a".repeat(151), "a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"^", "{", "}", "\\", "[", "~", "]", "|", "€", "\f"})
    void each_character_of_the_extension_table_costs_two(String character) {
        assertThat(Parts.of(character)).isEqualTo(new Parts(Encoding.GSM7, 2, 1));
    }

    @Test
    void the_basic_table_has_127_characters_of_one_septet_each() {
        var basic = Stream.iterate(0, character -> character + 1)
                .limit(0x10000)
                .map(character -> String.valueOf((char) (int) character))
                .filter(character -> Parts.of(character).equals(new Parts(Encoding.GSM7, 1, 1)))
                .toList();

        assertThat(basic)
                .hasSize(127)
                .contains("à", "ä", "å", "è", "é", "ì", "ñ", "ò", "ö", "ø", "ù", "ü", "Ä", "Å")
                .contains(
                        "É", "Ñ", "Ö", "Ø", "Ü", "Ç", "ß", "Æ", "æ", "Γ", "Δ", "Θ", "Λ", "Ξ", "Π", "Σ", "Φ", "Ψ", "Ω");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ç", "á", "í", "ó", "ú", "`", "\t", "“", "’", "\u00A0", "，", "–", "\u001B"})
    void one_character_outside_the_tables_makes_the_whole_text_ucs2(String character) {
        assertThat(Parts.of("plain " + character)).isEqualTo(new Parts(Encoding.UCS2, 7, 1));
    }

    @Test
    void a_line_break_of_two_characters_costs_two() {
        assertThat(Parts.of("a\r\nb").units()).isEqualTo(4);
    }

    @Property
    void the_pieces_put_together_are_the_text(@ForAll("texts") String text) {
        assertThat(String.join("", Parts.split(text))).isEqualTo(text);
        assertThat(Parts.split(text)).hasSize(Parts.of(text).count());
    }

    @Property
    void each_piece_has_room(@ForAll("texts") String text) {
        var encoding = Encoding.of(text);
        var pieces = Parts.split(text);
        int room = encoding == Encoding.GSM7 ? (pieces.size() == 1 ? 160 : 153) : (pieces.size() == 1 ? 70 : 67);

        assertThat(pieces)
                .allSatisfy(piece ->
                        assertThat(piece.codePoints().map(encoding::cost).sum()).isLessThanOrEqualTo(room));
    }

    @Property
    void no_boundary_cuts_a_pair_and_no_part_ends_sooner_than_it_must(@ForAll("texts") String text) {
        var encoding = Encoding.of(text);
        var pieces = Parts.split(text);
        for (int at = 1; at < pieces.size(); at++) {
            var before = pieces.get(at - 1);
            var next = pieces.get(at).codePointAt(0);
            var whole = Character.isHighSurrogate(before.charAt(before.length() - 1))
                    && Character.isLowSurrogate(pieces.get(at).charAt(0));
            assertThat(whole).isFalse();
            assertThat(before.codePoints().map(encoding::cost).sum() + encoding.cost(next))
                    .isGreaterThan(encoding == Encoding.GSM7 ? 153 : 67);
        }
    }

    @Provide
    Arbitrary<String> texts() {
        var gsm = Arbitraries.strings().withChars("abc XYZ€[]{}~|^\\\f\r\né").ofMaxLength(700);
        var mixed = Arbitraries.of("会", "a", EMOJI, "€", "，", "𠮷", "\uD83D", "\uDE00")
                .list()
                .ofMaxSize(300)
                .map(characters -> String.join("", characters));
        return Arbitraries.oneOf(gsm, mixed, Arbitraries.strings().ofMaxLength(400));
    }
}
