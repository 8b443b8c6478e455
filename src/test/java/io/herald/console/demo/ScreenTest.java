package io.herald.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, false, StandardCharsets.UTF_8);

    @Test
    void elsewhere_than_on_a_terminal_each_change_is_a_line_and_the_picture_comes_once_at_the_end() {
        var screen = new Screen(out, 0, 0, new Paint(false));
        screen.show(List.of("临澜市 1 of 90", "云汐市 0 of 84"), "sent 0 %");
        screen.show(List.of("临澜市 9 of 90", "云汐市 1 of 84"), "sent 0 %");
        screen.show(List.of("临澜市 90 of 90", "云汐市 84 of 84"), "sent 100 %");
        screen.settle();
        assertThat(lines()).containsExactly("         sent 0 %", "         sent 100 %", "临澜市 90 of 90", "云汐市 84 of 84");
    }

    @Test
    void on_a_terminal_a_picture_is_drawn_over_the_one_before() {
        var screen = new Screen(out, 24, 100, new Paint(false));
        screen.show(List.of("one", "two"), "1");
        screen.show(List.of("three", "four"), "2");
        screen.settle();
        assertThat(text()).isEqualTo("\r\u001b[2Kone\n\r\u001b[2Ktwo\n\u001b[2A\r\u001b[2Kthree\n\r\u001b[2Kfour\n");
    }

    @Test
    void a_picture_higher_than_the_terminal_is_not_drawn_in_place() {
        var screen = new Screen(out, 2, 100, new Paint(false));
        screen.show(List.of("one", "two"), "half");
        screen.settle();
        assertThat(lines()).containsExactly("         half", "one", "two");
    }

    @Test
    void no_line_is_wider_than_the_terminal() {
        new Screen(out, 24, 10, new Paint(false)).say("江川省第八届发展大会");
        assertThat(lines()).containsExactly("江川省第八");
    }

    private List<String> lines() {
        return text().lines().toList();
    }

    private String text() {
        out.flush();
        return printed.toString(StandardCharsets.UTF_8);
    }
}
