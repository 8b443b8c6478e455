package io.herald.notice;

import static io.herald.notice.NoticeFixtures.NOW;
import static io.herald.notice.NoticeFixtures.notice;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.Together;
import io.herald.plan.Channel;
import io.herald.plan.Lane;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PlanningCursorIT {
    private static final NoticeFixtures HUB = new NoticeFixtures();
    private static final String PEOPLE = "select count(*) from delivery";

    @AfterAll
    static void close() {
        HUB.close();
    }

    @Test
    void an_audience_becomes_one_delivery_each_in_batches_of_at_most_a_hundred() {
        var notice = HUB.release(notice(), HUB.congressOf(2_350));

        assertThat(HUB.cursor.runOnce(NOW)).isEqualTo(2_350);

        assertThat(HUB.count("select count(distinct recipient) from delivery where state = 'PLANNED'"))
                .isEqualTo(2_350);
        assertThat(HUB.count("select max(n) from (select count(*) as n from delivery group by batch) as sizes"))
                .isEqualTo(100);
        assertThat(HUB.count("select count(*) from batch")).isEqualTo(24);
        assertThat(planned(notice)).isEqualTo(2_350);
        assertThat(HUB.cursor.runOnce(NOW)).isZero();
    }

    @Test
    void a_planning_that_broke_off_between_pages_is_taken_up_where_it_was() {
        var notice = HUB.release(notice(), pages(HUB.congressOf(50), 10));
        HUB.sql("create function broken() returns trigger language plpgsql as "
                + "$$ begin if new.recipient = 23 then raise exception 'power cut'; end if; return new; end $$");
        HUB.sql("create trigger broken before insert on delivery for each row execute function broken()");
        try {
            assertThatThrownBy(() -> HUB.cursor.runOnce(NOW)).hasMessageContaining("power cut");
            assertThat(HUB.count(PEOPLE)).as("the pages before it stand").isEqualTo(20);
            assertThat(planned(notice)).isEqualTo(20);
            assertThat(HUB.count("select count(*) from audience_page")).isEqualTo(3);
        } finally {
            HUB.sql("drop trigger broken on delivery");
            HUB.sql("drop function broken");
        }

        assertThat(HUB.cursor.runOnce(NOW)).isEqualTo(30);
        assertThat(HUB.count("select count(distinct recipient) from delivery")).isEqualTo(50);
        assertThat(
                        HUB.count(
                                "select count(*) from batch b where not exists (select 1 from delivery d where d.batch = b.id)"))
                .isZero();
        assertThat(planned(notice)).isEqualTo(50);
    }

    @Test
    void several_cursors_at_once_share_the_work_and_plan_nobody_twice() {
        var people = HUB.congressOf(400);
        var notices = List.of(
                HUB.release(notice(), pages(people, 25)),
                HUB.release(notice().lane(Lane.URGENT), pages(people, 40)),
                HUB.release(notice(), pages(people, 100)));

        var planned = Together.call(6, () -> HUB.cursor.runOnce(NOW));

        assertThat(planned.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_200);
        assertThat(HUB.count(PEOPLE)).isEqualTo(1_200);
        notices.forEach(notice -> assertThat(planned(notice)).isEqualTo(400));
    }

    @Test
    void a_recipient_on_two_pages_gets_one_delivery() {
        HUB.congressOf(3);
        var notice = HUB.release(notice(), Map.of(NOW, List.of(1L, 2L), NOW.plusSeconds(60), List.of(2L, 3L)));

        assertThat(HUB.cursor.runOnce(NOW)).isEqualTo(3);
        assertThat(planned(notice)).isEqualTo(3);
    }

    @Test
    void each_batch_is_due_when_its_page_is() {
        var people = HUB.congressOf(20);
        HUB.release(notice(), pages(people, 10));
        HUB.cursor.runOnce(NOW);

        assertThat(HUB.start(Lane.ROUTINE, NoticeFixtures.NODE, NOW)).hasSize(1);
        assertThat(HUB.start(Lane.ROUTINE, NoticeFixtures.NODE, NOW.plusSeconds(59)))
                .isEmpty();
        assertThat(HUB.start(Lane.ROUTINE, NoticeFixtures.NODE, NOW.plusSeconds(60)))
                .hasSize(1);
    }

    @Test
    void urgent_is_planned_before_routine() {
        var people = HUB.congressOf(10);
        var routine = HUB.release(notice(), people);
        var urgent = HUB.release(notice().lane(Lane.URGENT), people);

        HUB.cursor.runOnce(NOW);

        assertThat(HUB.count("select min(id) from delivery where notice = $1", routine.id()))
                .isGreaterThan(HUB.count("select max(id) from delivery where notice = $1", urgent.id()));
    }

    @Test
    void a_notice_for_the_card_alone_has_no_push_and_stands_on_the_card_from_its_due_time() {
        var due = NOW.plus(Duration.ofHours(2));
        HUB.release(notice().channels(Channel.CARD), Map.of(due, HUB.congressOf(2)));

        assertThat(HUB.cursor.runOnce(NOW)).isEqualTo(2);

        assertThat(HUB.count("select count(*) from delivery where state is null and batch is null"))
                .isEqualTo(2);
        assertThat(HUB.count(
                        "select count(*) from delivery where on_card_since = $1",
                        due.atOffset(java.time.ZoneOffset.UTC)))
                .isEqualTo(2);
        assertThat(HUB.count("select count(*) from batch")).isZero();
    }

    @Test
    void a_long_audience_is_kept_in_pages_and_not_in_one_row() {
        HUB.congressOf(1);
        HUB.release(notice(), LongStream.rangeClosed(1, 4_100).boxed().toList());

        assertThat(HUB.count("select count(*) from audience_page")).isEqualTo(3);
        assertThat(HUB.cursor.runOnce(NOW)).as("those who are still known").isEqualTo(1);
    }

    /** So many recipients a page, each page due a minute after the one before. */
    private static Map<Instant, List<Long>> pages(List<Long> people, int size) {
        var pages = new TreeMap<Instant, List<Long>>();
        for (int from = 0; from < people.size(); from += size) {
            pages.put(NOW.plusSeconds(60L * (from / size)), people.subList(from, from + size));
        }
        return pages;
    }

    private static long planned(Notice notice) {
        return HUB.count("select planned from notice where id = $1", notice.id());
    }
}
