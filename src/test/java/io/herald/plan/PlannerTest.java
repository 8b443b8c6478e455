package io.herald.plan;

import static io.herald.plan.Fixtures.NINE;
import static io.herald.plan.Fixtures.SHANGHAI;
import static io.herald.plan.Fixtures.congress;
import static io.herald.plan.Fixtures.playbook;
import static io.herald.plan.Fixtures.scene;
import static io.herald.plan.Fixtures.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.herald.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final String PLANNED = "name: r, on: schedule.item-planned, template: t, ";
    private static final Instant AT_EIGHT = NINE.minus(Duration.ofHours(1));

    @Test
    void a_reminder_is_due_before_the_start_and_of_use_until_the_end() {
        var draft = only(
                plan("audience: concerned, due: start-30m", scene(EventType.ITEM_PLANNED, session(NINE)), AT_EIGHT));
        assertThat(draft.due()).isEqualTo("2026-11-22T00:30:00Z");
        assertThat(draft.useBy()).isEqualTo("2026-11-22T03:00:00Z");
        assertThat(draft.audience()).isEqualTo(new Audience.Everyone());
        assertThat(draft.subject()).isEqualTo("agenda/opening");
        assertThat(draft.version()).isEqualTo(2);
    }

    @Test
    void only_those_seated_are_concerned_once_anybody_has_a_seat() {
        var scene = new Scene(
                congress(SHANGHAI),
                EventType.ITEM_PLANNED,
                "agenda/opening",
                1,
                session(NINE),
                true,
                null,
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                Scene.Among.ALL,
                Facts.NONE);
        assertThat(only(plan("audience: concerned, due: now", scene, AT_EIGHT)).audience())
                .isEqualTo(new Audience.SeatedAt("opening"));
    }

    @Test
    void other_events_lead_to_nothing() {
        var plan = plan("audience: everyone, due: now", scene(EventType.ITEM_MOVED, session(NINE)), AT_EIGHT);
        assertThat(plan).isEqualTo(new Plan(List.of(), List.of()));
    }

    @Test
    void nobody_told_otherwise_means_no_correction_and_no_noise() {
        var rule = "audience: told-otherwise, due: now";
        assertThat(plan(rule, scene(EventType.ITEM_PLANNED, session(NINE)), AT_EIGHT))
                .isEqualTo(new Plan(List.of(), List.of()));
        var told = scene(congress(SHANGHAI), EventType.ITEM_PLANNED, session(NINE), Set.of(7L));
        assertThat(only(plan(rule, told, AT_EIGHT)).audience()).isEqualTo(new Audience.Recipients(Set.of(7L)));
    }

    @Test
    void what_is_late_goes_out_at_once_when_the_rule_says_so() {
        var now = NINE.minus(Duration.ofMinutes(10));
        var plan = plan(
                "audience: everyone, due: start-30m, late: send-now",
                scene(EventType.ITEM_PLANNED, session(NINE)),
                now);
        assertThat(only(plan).due()).isEqualTo(now);
    }

    @Test
    void what_is_late_is_skipped_with_the_reason_when_the_rule_says_so() {
        var now = NINE.minus(Duration.ofMinutes(10));
        var plan = plan(
                "audience: everyone, due: start-30m, late: skip-with-note",
                scene(EventType.ITEM_PLANNED, session(NINE)),
                now);
        assertThat(plan.drafts()).isEmpty();
        assertThat(plan.skipped())
                .containsExactly(
                        new Skipped("r", "was due 2026-11-22 08:30 (start-30m), which is past; late: skip-with-note"));
    }

    @Test
    void a_reminder_of_the_evening_before_is_sent_late_that_evening_but_not_on_the_day_itself() {
        var scene = scene(EventType.ITEM_PLANNED, session(NINE));
        var rule = "audience: everyone, due: day-before 20:00, late: send-now";
        var sameEvening = Instant.parse("2026-11-21T13:00:00Z");
        assertThat(only(plan(rule, scene, sameEvening)).due()).isEqualTo(sameEvening);
        var afterMidnight = Instant.parse("2026-11-21T16:30:00Z");
        assertThat(plan(rule, scene, afterMidnight).drafts()).isEmpty();
        assertThat(plan(rule, scene, afterMidnight).skipped()).hasSize(1);
        var anyDay = "audience: everyone, due: day-before 20:00, late: send-any-day";
        assertThat(only(plan(anyDay, scene, afterMidnight)).due()).isEqualTo(afterMidnight);
    }

    @Test
    void what_is_of_no_use_any_more_is_skipped_with_the_reason() {
        var plan = plan(
                "audience: everyone, due: now, use-by: end",
                scene(EventType.ITEM_PLANNED, session(NINE)),
                NINE.plus(Duration.ofHours(2)));
        assertThat(plan.drafts()).isEmpty();
        assertThat(plan.skipped().get(0).reason())
                .isEqualTo("would go out 2026-11-22 11:00, but is of use only before 2026-11-22 11:00 (use-by: end)");
    }

    @Test
    void within_and_beyond_share_every_start_between_them() {
        var scene = scene(EventType.ITEM_PLANNED, session(NINE));
        for (int minutes = -30; minutes <= 240; minutes += 10) {
            var now = NINE.minus(Duration.ofMinutes(minutes));
            var near = plan("audience: everyone, due: now, when: {within: 2h}", scene, now);
            var far = plan("audience: everyone, due: now, when: {beyond: 2h}", scene, now);
            assertThat(near.drafts().size() + far.drafts().size()).isEqualTo(1);
            assertThat(near.drafts().isEmpty()).isEqualTo(minutes > 120);
        }
    }

    @Test
    void an_sms_waits_for_the_end_of_the_quiet_hours_but_a_card_does_not() {
        var night = Instant.parse("2026-11-21T18:00:00Z");
        var scene = quietScene(NINE);
        assertThat(only(plan("audience: everyone, due: now", scene, night)).due())
                .isEqualTo("2026-11-21T23:00:00Z");
        assertThat(only(plan("audience: everyone, due: now, channels: card", scene, night))
                        .due())
                .isEqualTo(night);
        assertThat(only(plan("audience: everyone, due: now, quiet: ignore", scene, night))
                        .due())
                .isEqualTo(night);
        assertThat(only(plan("audience: everyone, due: now, lane: urgent", scene, night))
                        .due())
                .isEqualTo(night);
    }

    @Test
    void an_sms_does_not_wait_until_it_would_be_too_late() {
        var night = Instant.parse("2026-11-21T18:00:00Z");
        var atHalfPastSix = Instant.parse("2026-11-21T22:30:00Z");
        assertThat(only(plan("audience: everyone, due: now", quietScene(atHalfPastSix), night))
                        .due())
                .isEqualTo(night);
        assertThat(only(plan("audience: everyone, due: now, use-by: start-3h", quietScene(NINE), night))
                        .due())
                .isEqualTo(night);
    }

    private static Scene quietScene(Instant start) {
        var quiet = congress(SHANGHAI, LocalTime.of(22, 0), LocalTime.of(7, 0));
        return scene(quiet, EventType.ITEM_PLANNED, session(start), Set.of());
    }

    private static Plan plan(String rule, Scene scene, Instant now) {
        return Planner.plan(playbook(PLANNED + rule), scene, now);
    }

    private static Draft only(Plan plan) {
        assertThat(plan.skipped()).isEmpty();
        assertThat(plan.drafts()).hasSize(1);
        return plan.drafts().get(0);
    }
}
