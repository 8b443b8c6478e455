package io.herald.agenda;

import static io.herald.agenda.Agendas.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.roster.Bilingual;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgendaChangesTest {
    private static final AgendaItem OPENING = item("opening", "2026-11-22T01:00:00Z", "2026-11-22T02:30:00Z");

    @Test
    void a_start_without_an_end_keeps_the_length() {
        var moved = AgendaChanges.move(OPENING, Instant.parse("2026-11-22T02:00:00Z"), null, null);
        assertThat(moved.end()).isEqualTo(Instant.parse("2026-11-22T03:30:00Z"));
        assertThat(moved.version()).isEqualTo(2);
        assertThat(moved.place()).isEqualTo(OPENING.place());
    }

    @Test
    void another_place_keeps_the_time() {
        var moved = AgendaChanges.move(OPENING, null, null, new Bilingual("东厅", "East Hall"));
        assertThat(moved.start()).isEqualTo(OPENING.start());
        assertThat(moved.end()).isEqualTo(OPENING.end());
        assertThat(moved.place().en()).isEqualTo("East Hall");
    }

    @Test
    void an_end_alone_changes_the_length() {
        var longer = AgendaChanges.move(OPENING, null, Instant.parse("2026-11-22T04:00:00Z"), null);
        assertThat(longer.start()).isEqualTo(OPENING.start());
        assertThat(longer.end()).isEqualTo(Instant.parse("2026-11-22T04:00:00Z"));
    }

    @Test
    void nothing_ends_before_it_starts() {
        var early = Instant.parse("2026-11-22T00:00:00Z");
        assertThatThrownBy(() -> AgendaChanges.move(OPENING, null, early, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_cancelled_item_is_one_version_further() {
        var cancelled = AgendaChanges.cancel(OPENING);
        assertThat(cancelled.cancelled()).isTrue();
        assertThat(cancelled.version()).isEqualTo(2);
        assertThat(cancelled.start()).isEqualTo(OPENING.start());
    }
}
