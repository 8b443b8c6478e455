package io.herald.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.dispatch.PaceGrant.Kind;
import io.herald.plan.Lane;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final PaceGrant NOTHING = new PaceGrant(Kind.NONE, 0, 1);

    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE / 2);
    private final AtomicReference<PaceGrant> grant = new AtomicReference<>(NOTHING);
    private final AtomicInteger failures = new AtomicInteger();
    private final SharedBucket shared = new SharedBucket();
    private final Pace pace =
            new Pace(grant::get, new OwnBucket(100, time::get), shared, failures::incrementAndGet, () -> false);

    @Test
    void urgent_overtakes_routine_that_waited_longer() {
        var alone = new Pace(new OwnBucket(100, time::get), () -> false);
        List<Lane> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 3; i++) {
            calling(alone, Lane.ROUTINE, order);
        }
        awaitWaiting(3);
        calling(alone, Lane.URGENT, order);
        calling(alone, Lane.URGENT, order);
        await().until(() -> alone.urgentWaiting() == 2);

        for (int call = 1; call <= 5; call++) {
            int calls = call;
            pass(Duration.ofMillis(10));
            await().until(() -> order.size() == calls);
        }

        assertThat(order).startsWith(Lane.URGENT, Lane.URGENT).hasSize(5);
        assertThat(alone.urgentWaiting()).isZero();
    }

    @Test
    void who_waits_without_a_grant_goes_on_when_there_is_one() {
        List<Lane> order = new CopyOnWriteArrayList<>();
        calling(pace, Lane.ROUTINE, order);
        awaitWaiting(1);

        grant.set(new PaceGrant(Kind.SHARE, 0.5, 2));
        await().untilAsserted(() -> {
            pass(Duration.ofMillis(20));
            assertThat(order).hasSize(1);
        });

        assertThat(shared.asked).isZero();
    }

    @Test
    void the_shared_bucket_is_emptied_before_it_is_drawn_from_in_a_new_era() throws InterruptedException {
        grant.set(new PaceGrant(Kind.SHARED, 1, 2));
        pace.take(1, Lane.ROUTINE);
        pace.take(1, Lane.ROUTINE);
        assertThat(shared.holds).containsExactly(Duration.ZERO);

        grant.set(new PaceGrant(Kind.SHARED, 1, 4));
        pace.take(1, Lane.ROUTINE);
        assertThat(shared.holds).containsExactly(Duration.ZERO, Duration.ZERO);
    }

    @Test
    void what_was_taken_while_the_grant_ran_out_is_not_used() {
        grant.set(new PaceGrant(Kind.SHARED, 1, 2));
        shared.whenAsked = () -> grant.set(NOTHING);
        List<Lane> order = new CopyOnWriteArrayList<>();

        calling(pace, Lane.URGENT, order);
        awaitWaiting(1);
        assertThat(order).isEmpty();

        shared.whenAsked = () -> {};
        grant.set(new PaceGrant(Kind.SHARED, 1, 3));
        await().until(() -> order.size() == 1);
        assertThat(shared.asked).isEqualTo(2);
    }

    @Test
    void a_pause_that_the_provider_wants_is_told_to_all_and_kept_here_when_redis_forgets_it() {
        grant.set(new PaceGrant(Kind.SHARED, 1, 2));
        pace.hold(Duration.ofSeconds(3));
        assertThat(shared.holds).containsExactly(Duration.ofSeconds(3));

        List<Lane> order = new CopyOnWriteArrayList<>();
        calling(pace, Lane.URGENT, order);
        awaitWaiting(1);
        assertThat(order).isEmpty();

        pass(Duration.ofSeconds(3));
        await().until(() -> order.size() == 1);
    }

    @Test
    void a_waiting_call_can_be_interrupted() throws InterruptedException {
        List<Lane> order = new CopyOnWriteArrayList<>();
        var thread = calling(pace, Lane.URGENT, order);
        awaitWaiting(1);

        thread.interrupt();
        thread.join(Duration.ofSeconds(10).toMillis());

        assertThat(thread.isAlive()).isFalse();
        assertThat(order).isEmpty();
        assertThat(pace.urgentWaiting()).isZero();
    }

    /** Always has room, and keeps what it was told. */
    private static final class SharedBucket implements Bucket {
        private final List<Duration> holds = new CopyOnWriteArrayList<>();
        private volatile int asked;
        private volatile Runnable whenAsked = () -> {};

        @Override
        public long ask(int parts, Lane lane) {
            asked++;
            whenAsked.run();
            return 0;
        }

        @Override
        public void hold(Duration pause) {
            holds.add(pause);
        }
    }

    private static void awaitWaiting(int calls) {
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread ->
                                thread.getName().startsWith("pace-") && thread.getState() == Thread.State.TIMED_WAITING)
                        .count()
                == calls);
    }

    private static Thread calling(Pace pace, Lane lane, List<Lane> order) {
        var thread = new Thread(
                () -> {
                    try {
                        pace.take(1, lane);
                        order.add(lane);
                    } catch (InterruptedException ended) {
                        Thread.currentThread().interrupt();
                    }
                },
                "pace-" + lane);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void pass(Duration duration) {
        time.addAndGet(duration.toNanos());
    }

    @Test
    void who_waits_is_let_go_when_the_node_stops() throws Exception {
        var stopping = new java.util.concurrent.atomic.AtomicBoolean();
        var slow = new Pace(new OwnBucket(0.001, System::nanoTime), stopping::get);
        var waits = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
            try {
                return slow.take(1, Lane.ROUTINE);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        });
        stopping.set(true);
        assertThat(waits.get(20, java.util.concurrent.TimeUnit.SECONDS)).isFalse();
    }
}
