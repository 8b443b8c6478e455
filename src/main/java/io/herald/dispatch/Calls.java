package io.herald.dispatch;

import io.herald.plan.Lane;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A route's bounded threads. Urgent calls overtake routine ones that wait for a thread; within a lane they keep their order. */
final class Calls {
    private static final Comparator<Call<?>> ORDER =
            Comparator.<Call<?>, Lane>comparing(call -> call.lane).thenComparing(call -> call.number);

    private final AtomicLong numbers = new AtomicLong();
    private final ThreadPoolExecutor threads;

    Calls(String route, int concurrency) {
        var count = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                concurrency,
                concurrency,
                0,
                TimeUnit.SECONDS,
                new PriorityBlockingQueue<>(concurrency, Comparator.comparing(task -> (Call<?>) task, ORDER)),
                task -> {
                    var thread = new Thread(task, "sms-" + route + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    <T> Future<T> make(Lane lane, Callable<T> work) {
        var call = new Call<>(lane, numbers.getAndIncrement(), work);
        threads.execute(call);
        return call;
    }

    void shutdown() {
        threads.shutdown();
    }

    private static final class Call<T> extends FutureTask<T> {
        private final Lane lane;
        private final long number;

        private Call(Lane lane, long number, Callable<T> work) {
            super(work);
            this.lane = lane;
            this.number = number;
        }
    }
}
