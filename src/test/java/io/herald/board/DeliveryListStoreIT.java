package io.herald.board;

import static io.herald.SmallCongress.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.SmallCongress;
import io.herald.TestDatabase;
import io.herald.platform.Db;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.People;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryListStoreIT {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final Db db = DATABASE.db();
    private final DeliveryListStore deliveries = new DeliveryListStore();
    private SmallCongress congress;
    private UUID notice;

    @BeforeEach
    void clear() {
        DATABASE.clear();
        congress = new SmallCongress(db, "here");
        notice = congress.notice().insert();
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    @Test
    void pages_go_on_where_the_last_one_ended() {
        for (int person = 101; person < 106; person++) {
            congress.delivery(notice, congress.delegate("" + person, "D01")).insert();
        }

        var first = page(DeliveryFilter.ALL, null, 3);
        var second = page(DeliveryFilter.ALL, first.get(2).id(), 3);

        assertThat(first).extracting(DeliveryLine::person).containsExactly("101", "102", "103");
        assertThat(second).extracting(DeliveryLine::person).containsExactly("104", "105");
    }

    @Test
    void filters_find_the_state_the_delegation_the_unreached_and_the_unconfirmed() {
        congress.delivery(notice, congress.delegate("101", "D01"))
                .state("FAILED")
                .because("unreachable")
                .insert();
        congress.delivery(notice, congress.delegate("102", "D01"))
                .state("DELIVERED")
                .insert();
        congress.delivery(notice, congress.delegate("201", "D02"))
                .state("SENT")
                .confirmed(true)
                .insert();
        congress.delivery(notice, congress.delegate("202", "D02")).state(null).insert();
        congress.delivery(notice, congress.delegate("203", "D02"))
                .state("WITHDRAWN")
                .insert();

        assertThat(people(new DeliveryFilter("FAILED", null, false, false))).containsExactly("101");
        assertThat(people(new DeliveryFilter("CARD_ONLY", null, false, false))).containsExactly("202");
        assertThat(people(new DeliveryFilter(null, "D02", false, false))).containsExactly("201", "202", "203");
        assertThat(people(new DeliveryFilter(null, null, true, false))).containsExactly("101", "202");
        assertThat(people(new DeliveryFilter(null, null, false, true))).containsExactly("101", "102", "202");
        assertThatThrownBy(() -> new DeliveryFilter("LOST", null, false, false)).isInstanceOf(Problem.class);
    }

    @Test
    void a_line_names_the_last_route_and_hides_the_number() {
        long delivery = congress.delivery(notice, congress.delegate("101", "D01"))
                .state("ACCEPTED")
                .insert();
        congress.attempt(delivery)
                .route("north")
                .outcome("TRY_LATER")
                .at(NOW.minusSeconds(90))
                .insert();
        congress.attempt(delivery).route("south").at(NOW.minusSeconds(30)).insert();

        var line = page(DeliveryFilter.ALL, null, 10).get(0);

        assertThat(line.attempts()).isEqualTo(2);
        assertThat(line.route()).isEqualTo("south");
        assertThat(line.phone()).isEqualTo("…34");
        assertThat(line.toString()).doesNotContain("1234");
    }

    @Test
    void what_is_unknown_is_shown_as_unknown_with_its_age() {
        congress.delivery(notice, congress.delegate("101", "D01"))
                .state("IN_DOUBT")
                .since(NOW.minus(Duration.ofMinutes(3)))
                .insert();
        congress.delivery(notice, congress.delegate("102", "D01")).state("SENT").insert();

        assertThat(page(DeliveryFilter.ALL, null, 10))
                .extracting(DeliveryLine::reach)
                .containsExactly(Reach.UNKNOWN, Reach.UNDER_WAY);
        assertThat(page(DeliveryFilter.ALL, null, 10))
                .extracting(DeliveryLine::inDoubtSeconds)
                .containsExactly(180L, null);
    }

    @Test
    void the_list_of_a_congress_holds_every_notice_and_no_other_congress() {
        var other = new SmallCongress(db, "there");
        other.delivery(other.notice().insert(), other.delegate("101", "D01")).insert();
        long person = congress.delegate("101", "D01");
        congress.delivery(notice, person).insert();
        var second = congress.notice().insert();
        congress.delivery(second, person).insert();

        assertThat(rows(tx -> deliveries.ofCongress(tx, "here", DeliveryFilter.ALL, null, 10, NOW, People.EVERYBODY)))
                .extracting(DeliveryLine::notice)
                .containsExactly(notice, second);
    }

    private List<DeliveryLine> page(DeliveryFilter filter, Long after, int limit) {
        return db.read(tx -> deliveries.ofNotice(tx, "here", notice, filter, after, limit, NOW, People.EVERYBODY));
    }

    private List<String> people(DeliveryFilter filter) {
        return page(filter, null, 10).stream().map(DeliveryLine::person).toList();
    }

    private <T> List<T> rows(Function<Tx, List<T>> read) {
        return db.read(read);
    }
}
