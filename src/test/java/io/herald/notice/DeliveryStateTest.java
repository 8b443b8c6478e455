package io.herald.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeliveryStateTest {
    /** Row: from; column: to, in the order of the header; x: allowed. Written out on purpose, not derived. */
    private static final String MOVES = """
            from/to    PLANNED IN_DOUBT ACCEPTED SENT DELIVERED READ FAILED EXPIRED WITHDRAWN
            PLANNED    .       x        x        x    x         x    x      x       x
            IN_DOUBT   x       .        x        x    x         x    x      .       .
            ACCEPTED   x       .        .        x    x         x    x      .       .
            SENT       x       .        .        .    x         x    x      .       .
            DELIVERED  .       .        .        .    .         x    .      .       .
            READ       .       .        .        .    .         .    .      .       .
            FAILED     .       .        .        .    x         x    .      .       .
            EXPIRED    .       x        x        x    x         x    .      .       .
            WITHDRAWN  .       x        x        x    x         x    .      .       .
            """;

    @Test
    void every_move_is_allowed_or_refused_as_the_table_says() {
        var lines = MOVES.lines().map(line -> line.split(" +")).toList();
        var header = lines.get(0);
        assertThat(lines).hasSize(DeliveryState.values().length + 1);
        assertThat(header).hasSize(DeliveryState.values().length + 1);
        for (var line : lines.subList(1, lines.size())) {
            for (int column = 1; column < header.length; column++) {
                var from = DeliveryState.valueOf(line[0]);
                var to = DeliveryState.valueOf(header[column]);
                assertThat(from.mayBecome(to)).as("%s to %s", from, to).isEqualTo(line[column].equals("x"));
            }
        }
    }

    @Test
    void the_guard_of_an_update_is_the_column_of_the_table() {
        for (var to : DeliveryState.values()) {
            var allowed = Arrays.stream(DeliveryState.values())
                    .filter(from -> from.mayBecome(to))
                    .toList();
            assertThat(DeliveryState.before(to)).as("before %s", to).containsExactlyElementsOf(allowed);
        }
    }

    @Test
    void what_a_provider_has_never_counts_as_taken_back_or_expired() {
        for (var from : DeliveryState.values()) {
            if (from.leftUs() || from == DeliveryState.IN_DOUBT) {
                assertThat(from.mayBecome(DeliveryState.WITHDRAWN))
                        .as("%s", from)
                        .isFalse();
                assertThat(from.mayBecome(DeliveryState.EXPIRED)).as("%s", from).isFalse();
            }
        }
    }

    @Test
    void each_state_says_whether_it_left_us_and_whether_it_ends() {
        var expected = Map.of(
                DeliveryState.PLANNED, "stays open",
                DeliveryState.IN_DOUBT, "stays open",
                DeliveryState.ACCEPTED, "left open",
                DeliveryState.SENT, "left open",
                DeliveryState.DELIVERED, "left end",
                DeliveryState.READ, "left end",
                DeliveryState.FAILED, "stays end",
                DeliveryState.EXPIRED, "stays end",
                DeliveryState.WITHDRAWN, "stays end");
        for (var state : DeliveryState.values()) {
            assertThat((state.leftUs() ? "left" : "stays") + (state.isEnd() ? " end" : " open"))
                    .as("%s", state)
                    .isEqualTo(expected.get(state));
        }
    }
}
