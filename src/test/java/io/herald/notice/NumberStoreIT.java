package io.herald.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.platform.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How much went to a number, and who may write to it now. */
class NumberStoreIT {
    private static final Instant NOW = NoticeFixtures.NOW;
    private static NoticeFixtures fixtures;

    private final NumberStore numbers = new NumberStore();

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
    void what_may_have_left_counts_and_what_never_did_does_not() {
        var sending = fixtures.sending(NoticeFixtures.notice(), List.of(1L, 2L, 3L, 4L));
        var flown = fixtures.fly(sending.batch());
        fixtures.settle(
                sending.notice(),
                List.of(
                        NoticeFixtures.accepted(1, flown.get(1L)),
                        NoticeFixtures.unknown(2, flown.get(2L)),
                        NoticeFixtures.neverLeft(3, flown.get(3L))));

        assertThat(sent("first", NOW.minusSeconds(1)))
                .as("accepted, in doubt and in the air")
                .containsExactlyInAnyOrder("+9998601", "+9998602", "+9998604");
        assertThat(sent("second", NOW.minusSeconds(1))).as("another route").isEmpty();
        assertThat(sent("first", NOW)).as("longer ago").isEmpty();
    }

    /** Each counts, and writes only when there is room for one more: without the lock several would see the same room. */
    @Test
    void of_several_who_write_to_one_number_each_sees_what_the_others_wrote() throws Exception {
        var sending = fixtures.sending(NoticeFixtures.notice(), List.of(1L, 2L, 3L, 4L));
        var writers = Executors.newFixedThreadPool(4);
        var all = List.of("+9998609", "+9998601");
        var written = writers.invokeAll(IntStream.rangeClosed(1, 4)
                .mapToObj(delivery -> (Callable<Integer>) () -> fixtures.db.inTransaction(tx -> {
                    numbers.lock(tx, "first", all);
                    var sent = numbers.sentSince(tx, "first", all, NOW.minus(Duration.ofMinutes(1)));
                    if (sent.getOrDefault("+9998609", List.of()).size() >= 2) {
                        return 0;
                    }
                    return fixtures.attempts
                            .write(
                                    tx,
                                    sending.batch(),
                                    NoticeFixtures.NODE,
                                    List.of(NoticeFixtures.attempt(delivery, "+9998609")),
                                    NOW)
                            .size();
                }))
                .toList());
        writers.shutdown();

        int total = 0;
        for (Future<Integer> one : written) {
            total += one.get();
        }
        assertThat(total).isEqualTo(2);
    }

    @Test
    void what_does_not_fit_waits_in_a_new_batch_and_what_never_will_ends_on_the_card() {
        var soon = NOW.plusSeconds(40);
        var sending = fixtures.sending(NoticeFixtures.notice().useBy(NOW.plusSeconds(60)), List.of(1L, 2L, 3L));

        putOff(sending, soon, NoticeFixtures.NODE);

        assertThat(fixtures.state(1)).isEqualTo(DeliveryState.PLANNED);
        assertThat(fixtures.reason(1)).isEqualTo("over_budget");
        assertThat(fixtures.count(
                        "select count(*) from delivery d join batch b on b.id = d.batch where d.id = 1 and b.due_at = $1",
                        soon))
                .isEqualTo(1);
        assertThat(fixtures.state(2)).isEqualTo(DeliveryState.FAILED);
        assertThat(fixtures.reason(2)).isEqualTo("over_budget");
        assertThat(fixtures.count("select count(*) from delivery where id = 2 and on_card_since = $1", NOW))
                .isEqualTo(1);
        assertThat(fixtures.state(3)).isEqualTo(DeliveryState.PLANNED);
        assertThat(fixtures.reason(3)).isNull();
    }

    @Test
    void a_node_that_lost_its_batch_puts_nothing_off() {
        var sending = fixtures.sending(NoticeFixtures.notice().useBy(NOW.plusSeconds(60)), List.of(1L, 2L, 3L));

        putOff(sending, NOW.plusSeconds(40), Ids.next());

        assertThat(fixtures.states(sending.notice()).values()).containsOnly(DeliveryState.PLANNED);
        assertThat(fixtures.count("select count(distinct batch) from delivery")).isEqualTo(1);
    }

    /** The first fits soon, the second only when its notice is of no use any more. */
    private static void putOff(NoticeFixtures.Sending sending, Instant soon, UUID node) {
        fixtures.db.transact(tx -> {
            for (var fits : Map.of(1L, soon, 2L, NOW.plusSeconds(60)).entrySet()) {
                fixtures.settling.putOff(
                        tx,
                        sending.notice(),
                        sending.batch(),
                        node,
                        List.of(fits.getKey()),
                        new Settling.Again(fits.getValue(), null, 0),
                        NOW);
            }
        });
    }

    private Set<String> sent(String route, Instant since) {
        var phones = List.of("+9998601", "+9998602", "+9998603", "+9998604");
        return fixtures.db
                .read(tx -> numbers.sentSince(tx, route, phones, since))
                .keySet();
    }
}
