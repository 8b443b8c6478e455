package io.herald.plan;

import static io.herald.plan.Fixtures.NINE;
import static io.herald.plan.Fixtures.SHANGHAI;
import static io.herald.plan.Fixtures.congress;
import static io.herald.plan.Fixtures.item;
import static io.herald.plan.Fixtures.scene;
import static io.herald.plan.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaItem.Kind;
import io.herald.event.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The playbook that is shipped. */
class DefaultPlaybookTest {
    private static final Playbook SHIPPED = shipped();

    /** As the jar carries it. */
    static Playbook shipped() {
        try (var file = DefaultPlaybookTest.class.getResourceAsStream("/herald-defaults/playbook.yaml")) {
            return PlaybookReader.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Example
    void it_names_these_templates_and_no_other() {
        assertThat(SHIPPED.templates())
                .containsExactly(
                        "absent-liaison",
                        "all-clear",
                        "changes",
                        "confidentiality-reminder",
                        "departure-reminder",
                        "digest",
                        "document-issued",
                        "document-recalled",
                        "document-returned",
                        "group-isolated",
                        "group-isolated-liaison",
                        "isolation-ended",
                        "isolation-ended-liaison",
                        "item-cancelled",
                        "item-moved",
                        "item-reminder",
                        "item-reminder-evening",
                        "meal-reminder",
                        "seat-assigned",
                        "security-alert",
                        "signed-in",
                        "vehicle-assigned",
                        "welcome");
    }

    @Example
    void a_day_of_ten_items_brings_a_delegate_no_more_than_six_reminders_by_sms() {
        var kinds = List.of(
                Kind.MEAL,
                Kind.SESSION,
                Kind.SESSION,
                Kind.OTHER,
                Kind.MEAL,
                Kind.SESSION,
                Kind.SESSION,
                Kind.MEAL,
                Kind.SESSION,
                Kind.MEAL);
        var weekBefore = NINE.minus(Duration.ofDays(7));
        var texts = IntStream.range(0, 10)
                .mapToObj(hour -> item(kinds.get(hour), NINE.plus(Duration.ofHours(hour)), Duration.ofMinutes(50)))
                .flatMap(item -> plan(EventType.ITEM_PLANNED, item, Set.of(), weekBefore).stream())
                .filter(draft -> draft.rule().channels().contains(Channel.SMS))
                .toList();
        assertThat(texts).hasSizeBetween(5, 6);
    }

    @Example
    void a_closed_session_brings_the_reminder_of_confidentiality_by_itself() {
        var closed = item("council", Kind.SESSION, NINE, Duration.ofHours(1), true, true);
        assertThat(templates(plan(EventType.ITEM_PLANNED, closed, Set.of(), NINE.minus(Duration.ofDays(2)))))
                .containsExactly("item-reminder-evening", "item-reminder", "confidentiality-reminder");
    }

    @Example
    void a_move_corrects_those_who_were_told_and_reminds_everybody_again() {
        var drafts = plan(EventType.ITEM_MOVED, session(NINE), Set.of(7L), NINE.minus(Duration.ofHours(5)));
        assertThat(templates(drafts)).containsExactly("item-reminder", "item-moved");
        assertThat(drafts.get(1).audience()).isEqualTo(new Audience.Recipients(Set.of(7L)));
        assertThat(drafts.get(1).rule().lane()).isEqualTo(Lane.ROUTINE);
    }

    @Property
    void a_move_never_tells_one_person_two_things_at_once(@ForAll @IntRange(min = -180, max = 3000) int minutes) {
        for (var kind : List.of(Kind.SESSION, Kind.DEPARTURE, Kind.OTHER, Kind.MEAL)) {
            var now = NINE.minus(Duration.ofMinutes(minutes));
            var item = item(kind, NINE, Duration.ofHours(2));
            var told = Fixtures.delegate(7, "D1", "R1");
            var atOnce = plan(EventType.ITEM_MOVED, item, Set.of(7L), now).stream()
                    .filter(draft -> draft.rule().channels().contains(Channel.SMS))
                    .filter(draft -> draft.due().equals(now))
                    .filter(draft ->
                            AudienceResolver.on(draft.audience(), Stream::of).test(told))
                    .toList();
            assertThat(templates(atOnce)).isEqualTo(minutes > -120 ? List.of("item-moved") : List.of());
        }
    }

    @Example
    void a_move_to_within_two_hours_is_urgent() {
        var drafts = plan(EventType.ITEM_MOVED, session(NINE), Set.of(7L), NINE.minus(Duration.ofHours(1)));
        assertThat(drafts).anySatisfy(draft -> {
            assertThat(draft.rule().template()).isEqualTo("item-moved");
            assertThat(draft.rule().lane()).isEqualTo(Lane.URGENT);
        });
    }

    @Property
    void no_draft_is_due_when_it_is_of_no_use_any_more_and_none_is_due_in_the_past(
            @ForAll EventType type,
            @ForAll Kind kind,
            @ForAll boolean closed,
            @ForAll boolean quiet,
            @ForAll @IntRange(min = -5000, max = 5000) int minutes,
            @ForAll @IntRange(max = 600) int length) {
        var item = item("opening", kind, NINE, Duration.ofMinutes(length), closed, false);
        var now = NINE.minus(Duration.ofMinutes(minutes));
        var congress = quiet ? congress(SHANGHAI, LocalTime.of(22, 0), LocalTime.of(7, 0)) : congress(SHANGHAI);
        var scene = scene(congress, type, type.subjectShape.contains("{item}") ? item : null, Set.of(7L));
        var drafts = Planner.plan(SHIPPED, scene, now).drafts();
        assertThat(drafts).allSatisfy(draft -> {
            assertThat(draft.due()).isBefore(draft.useBy());
            assertThat(draft.due()).isAfterOrEqualTo(now);
            if (scene.item() != null && draft.rule().useBy() instanceof UseBy.Usual) {
                assertThat(draft.useBy()).isBeforeOrEqualTo(item.end());
            }
        });
    }

    private static List<Draft> plan(EventType type, AgendaItem item, Set<Long> told, Instant now) {
        return Planner.plan(SHIPPED, scene(congress(SHANGHAI), type, item, told), now)
                .drafts();
    }

    private static List<String> templates(List<Draft> drafts) {
        return drafts.stream().map(draft -> draft.rule().template()).toList();
    }
}
