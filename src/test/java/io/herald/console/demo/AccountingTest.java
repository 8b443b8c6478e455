package io.herald.console.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccountingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T16:05:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(60);
    private static final Instant LATER = NOW.plusSeconds(3600);

    /** Ten people: nine were told and one has no number; the next notice is still to come. */
    private static final Counts TOLD = counts(0, 0, 9, 1, 0);

    private static final Counts TO_COME = counts(10, 0, 0, 0, 0);
    private static final DeliveryLine NO_NUMBER = failed("no_number");
    private static final Witness WITNESS = new Witness(9, 9, 9, 9, 0);

    @Test
    void what_was_due_has_ended_and_what_is_due_later_has_not_begun() {
        var accounting =
                accounting(List.of(notice("told", EARLIER, null, TOLD), notice("to come", LATER, null, TO_COME)));
        assertThat(accounting.settled()).isTrue();
        assertThat(accounting.faults()).isEmpty();
        assertThat(accounting.sum().total())
                .isEqualTo(20)
                .isEqualTo(accounting.sum().sum());
    }

    @Test
    void what_is_still_under_way_is_not_settled() {
        var accounting = accounting(List.of(notice("told", EARLIER, null, counts(0, 1, 8, 1, 0))));
        assertThat(accounting.settled()).isFalse();
        assertThat(accounting.faults()).anyMatch(fault -> fault.contains("1 without an end"));
    }

    @Test
    void what_was_due_and_has_not_left_is_a_fault() {
        assertThat(accounting(List.of(notice("told", EARLIER, null, TO_COME))).faults())
                .anyMatch(fault -> fault.contains("10 not sent"));
    }

    @Test
    void what_was_replaced_may_leave_nothing_behind_even_before_it_was_due() {
        assertThat(accounting(List.of(notice("old", LATER, EARLIER, TO_COME))).settled())
                .isFalse();
        assertThat(accounting(List.of(notice("old", LATER, EARLIER, counts(0, 0, 0, 0, 10))))
                        .settled())
                .isTrue();
    }

    @Test
    void what_went_out_before_its_time_is_a_fault() {
        assertThat(accounting(List.of(notice("early", LATER, null, TOLD))).faults())
                .contains("early of agenda/opening: begun before it was due.");
    }

    @Test
    void a_delivery_of_which_no_state_is_known_is_missed_in_the_sum() {
        var lost = new Counts(11, 0, 0, 0, 0, 9, 0, 1, 0, 0, 0, 0, 0);
        assertThat(accounting(List.of(notice("told", EARLIER, null, lost))).faults())
                .contains("The states of delegation D01 add up to 10 of 11 deliveries.");
    }

    @Test
    void the_delegations_and_the_notices_must_count_the_same() {
        var accounting = new Accounting(
                List.of(line(TOLD)),
                List.of(notice("told", EARLIER, null, TOLD), notice("to come", LATER, null, TO_COME)),
                List.of(NO_NUMBER),
                WITNESS,
                NOW);
        assertThat(accounting.faults()).contains("The delegations have 10 deliveries, the notices 20.");
    }

    @Test
    void only_the_lack_of_a_number_excuses_a_failure() {
        var accounting = new Accounting(
                List.of(line(TOLD)),
                List.of(notice("told", EARLIER, null, TOLD)),
                List.of(failed("unreachable")),
                WITNESS,
                NOW);
        assertThat(accounting.faults()).containsExactly("1 failed although there is a number.");
    }

    @Test
    void the_phone_networks_own_log_decides_who_was_told_twice() {
        var told = List.of(notice("told", EARLIER, null, TOLD));
        assertThat(accounting(told, new Witness(9, 9, 10, 9, 1)).faults())
                .containsExactly("1 phones got a text twice.", "9 messages were submitted 10 times.");
        assertThat(accounting(told, new Witness(8, 8, 8, 8, 0)).faults())
                .containsExactly("8 messages reached phones, the hub knows of 9.");
    }

    private static Accounting accounting(List<NoticeLine> notices) {
        return accounting(notices, WITNESS);
    }

    private static Accounting accounting(List<NoticeLine> notices, Witness witness) {
        var sum = notices.stream().map(NoticeLine::deliveries).reduce(Counts.NONE, Counts::plus);
        return new Accounting(List.of(line(sum)), notices, List.of(NO_NUMBER), witness, NOW);
    }

    private static DelegationLine line(Counts counts) {
        return new DelegationLine("D01", new Name("临澜市代表团", "Linlan City"), counts);
    }

    private static DeliveryLine failed(String reason) {
        return new DeliveryLine(1, "125", new Name("胡向岩", "Hu Xiangyan"), "D02", "FAILED", reason);
    }

    private static NoticeLine notice(String name, Instant due, Instant supersededAt, Counts counts) {
        int heads = (int) counts.total();
        return new NoticeLine(
                name,
                name,
                "agenda/opening",
                1,
                "ROUTINE",
                List.of("SMS"),
                due,
                due.plusSeconds(1800),
                supersededAt,
                null,
                heads,
                heads,
                counts);
    }

    private static Counts counts(long planned, long sent, long delivered, long failed, long withdrawn) {
        long total = planned + sent + delivered + failed + withdrawn;
        return new Counts(total, planned, 0, 0, sent, delivered, 0, failed, 0, withdrawn, 0, 0, 0);
    }
}
