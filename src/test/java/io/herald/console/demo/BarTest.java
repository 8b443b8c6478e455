package io.herald.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarTest {
    private static final Paint PLAIN = new Paint(false);

    @Test
    void what_arrived_comes_before_what_is_on_its_way_before_what_waits() {
        assertThat(Bar.of(10, 4, 7, 10, PLAIN)).isEqualTo("####+++...");
    }

    @Test
    void it_is_never_full_before_everybody_has_it() {
        assertThat(Bar.of(816, 815, 816, 10, PLAIN)).isEqualTo("#########+");
        assertThat(Bar.of(816, 816, 816, 10, PLAIN)).isEqualTo("##########");
    }

    @Test
    void it_is_empty_for_nobody() {
        assertThat(Bar.of(0, 0, 0, 4, PLAIN)).isEqualTo("....");
    }
}
