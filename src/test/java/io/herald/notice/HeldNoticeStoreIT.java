package io.herald.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.herald.notice.HeldNoticeStore.Held;
import io.herald.plan.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What waits for the end of the quiet hours. */
class HeldNoticeStoreIT {
    private static final String CONGRESS = NoticeFixtures.CONGRESS;
    private static final Instant NOW = NoticeFixtures.NOW;
    private static final Instant MORNING = NOW.plus(Duration.ofHours(8));
    private static NoticeFixtures fixtures;

    private final HeldNoticeStore held = fixtures.held;

    @BeforeAll
    static void open() {
        fixtures = new NoticeFixtures();
    }

    @AfterAll
    static void close() {
        fixtures.close();
    }

    @BeforeEach
    void congress() {
        fixtures.congressOf(4);
    }

    @Test
    void nothing_goes_to_the_queue_before_it_is_let_go() {
        hold("agenda/opening", Map.of(MORNING, List.of(1L, 2L)));
        fixtures.cursor.runOnce(NOW);

        assertThat(due(MORNING)).as("due, and not thought about").isZero();
        assertThat(letGo(MORNING.minusSeconds(1))).isZero();
        assertThat(letGo(MORNING)).isEqualTo(1);
        assertThat(due(MORNING)).isEqualTo(1);
        assertThat(letGo(MORNING)).as("once").isZero();
    }

    @Test
    void who_hears_before_the_quiet_hours_end_waits_for_nothing() {
        var before = MORNING.minus(Duration.ofMinutes(10));
        hold("agenda/opening", Map.of(before, List.of(1L), MORNING, List.of(2L)));
        fixtures.cursor.runOnce(NOW);

        assertThat(due(before)).isEqualTo(1);
    }

    @Test
    void what_is_planned_only_after_it_was_let_go_is_not_held() {
        hold("agenda/opening", Map.of(MORNING, List.of(1L)));
        assertThat(isUnplanned()).isTrue();
        letGo(MORNING);
        fixtures.cursor.runOnce(MORNING);

        assertThat(isUnplanned()).isFalse();
        assertThat(due(MORNING)).isEqualTo(1);
    }

    @Test
    void those_are_thought_about_for_whom_several_wait_or_who_were_written_to_meanwhile() {
        var opening = hold("agenda/opening", Map.of(MORNING, List.of(1L, 2L, 3L)));
        var banquet = hold("agenda/banquet", Map.of(MORNING, List.of(2L, 4L)));
        fixtures.cursor.runOnce(NOW);
        var word = fixtures.release(NoticeFixtures.notice().about("agenda/opening", 1), List.of(3L));
        fixtures.cursor.runOnce(NOW);
        fixtures.start(Lane.ROUTINE, NoticeFixtures.NODE, NOW).forEach(fixtures::fly);
        fixtures.sql("update attempt set written_at = $1", NOW.plusSeconds(60));

        var open = fixtures.db.inTransaction(tx -> held.open(tx, CONGRESS, MORNING));
        assertThat(open).containsExactlyInAnyOrder(opening.id(), banquet.id());
        assertThat(people(open, 0, 10)).containsExactly(2L, 3L);
        assertThat(people(open, 0, 1)).containsExactly(2L);
        assertThat(people(open, 2, 10)).containsExactly(3L);
        List<HeldNoticeStore.Heard> heard = fixtures.db.read(tx -> held.heardSince(tx, List.of(2L, 3L), NOW));
        assertThat(heard).containsExactly(new HeldNoticeStore.Heard(3, word.subject(), NOW.plusSeconds(60)));
        List<Held> locked = fixtures.db.inTransaction(tx -> held.lock(tx, open, List.of(2L, 3L), MORNING));
        assertThat(locked)
                .extracting(Held::notice, Held::recipient)
                .containsExactlyInAnyOrder(tuple(opening.id(), 2L), tuple(banquet.id(), 2L), tuple(opening.id(), 3L));
    }

    @Test
    void what_is_about_one_person_alone_is_always_thought_about() {
        hold("delegate/P1/vehicle", Map.of(MORNING, List.of(1L)));
        hold("agenda/opening", Map.of(MORNING, List.of(2L)));
        fixtures.cursor.runOnce(NOW);

        var open = fixtures.db.inTransaction(tx -> held.open(tx, CONGRESS, MORNING));
        assertThat(people(open, 0, 10)).containsExactly(1L);
    }

    @Test
    void what_a_digest_tells_leaves_phone_and_card_and_what_is_known_only_the_phone() {
        hold("agenda/opening", Map.of(MORNING, List.of(1L, 2L)));
        fixtures.cursor.runOnce(NOW);
        fixtures.sql("update delivery set on_card_since = $1", MORNING);

        fixtures.db.transact(tx -> fixtures.releases.unneeded(
                tx, new TreeMap<>(Map.of(1L, Reason.DIGESTED, 2L, Reason.SUPERSEDED)), MORNING));

        assertThat(List.of(fixtures.state(1), fixtures.state(2))).containsOnly(DeliveryState.WITHDRAWN);
        assertThat(fixtures.reason(1)).isEqualTo("digested");
        assertThat(fixtures.reason(2)).isEqualTo("superseded");
        assertThat(fixtures.count("select count(*) from delivery where on_card_since is null and id = 1"))
                .isEqualTo(1);
        assertThat(fixtures.count("select count(*) from delivery where on_card_since is null"))
                .isEqualTo(1);
    }

    private static Notice hold(String subject, Map<Instant, List<Long>> byDue) {
        var notice = NoticeFixtures.notice()
                .about(subject, 2)
                .useBy(MORNING.plus(Duration.ofHours(4)))
                .to(byDue.values().stream().mapToInt(List::size).sum());
        fixtures.db.transact(tx -> fixtures.releases.releaseHeld(tx, notice, new TreeMap<>(byDue), MORNING));
        return notice;
    }

    private List<Long> people(List<UUID> open, long after, int limit) {
        return fixtures.db.read(tx -> held.people(tx, open, after, limit));
    }

    private boolean isUnplanned() {
        return fixtures.db.read(tx -> held.isUnplanned(tx, CONGRESS, MORNING));
    }

    private static int letGo(Instant until) {
        return fixtures.db.inTransaction(tx -> fixtures.releases.letGo(tx, CONGRESS, until, MORNING));
    }

    /** How many batches are given to the queue at that moment. */
    private static int due(Instant now) {
        return fixtures.db
                .inTransaction(tx -> fixtures.batches.publishDue(tx, Lane.ROUTINE, now, 10))
                .size();
    }
}
