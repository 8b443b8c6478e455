package io.herald.platform;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/** One address of the loopback: a bounded queue in memory, whose consumers share its messages and take them as they ask. */
final class LoopbackQueue implements Flow.Publisher<Message<?>> {
    private static final Logger LOG = Logger.getLogger(LoopbackQueue.class);

    private final String address;
    private final BlockingQueue<Object> waiting;
    private final List<Consumer> consumers = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();

    LoopbackQueue(String address, int capacity) {
        this.address = address;
        this.waiting = new ArrayBlockingQueue<>(capacity);
    }

    /** Puts a payload at the end; {@code false} when the queue is full, and then nothing was kept. */
    boolean offer(Object payload) {
        var kept = waiting.offer(payload);
        handOut();
        return kept;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Message<?>> subscriber) {
        var consumer = new Consumer(subscriber);
        consumers.add(consumer);
        subscriber.onSubscribe(consumer);
    }

    /** On a thread of the pool, so that a consumer never runs inside the call that sent; one hand at a time keeps the order. */
    private void handOut() {
        if (calls.getAndIncrement() == 0) {
            Infrastructure.getDefaultWorkerPool().execute(this::handOutAll);
        }
    }

    private void handOutAll() {
        int seen = calls.get();
        do {
            for (var consumer = ready(); consumer != null && !waiting.isEmpty(); consumer = ready()) {
                consumer.take(waiting.remove());
            }
            seen = calls.addAndGet(-seen);
        } while (seen != 0);
    }

    private Consumer ready() {
        return consumers.stream()
                .filter(consumer -> consumer.asked.get() > 0)
                .findFirst()
                .orElse(null);
    }

    private Message<Object> message(Object payload) {
        return Message.of(payload).withNack(failure -> {
            LOG.warnf(
                    "A message of %s was refused (%s) and is dropped: whoever sent it sends it again.",
                    address, failure.getClass().getSimpleName());
            return CompletableFuture.completedFuture(null);
        });
    }

    private final class Consumer implements Flow.Subscription {
        private final Flow.Subscriber<? super Message<?>> subscriber;
        private final AtomicLong asked = new AtomicLong();

        Consumer(Flow.Subscriber<? super Message<?>> subscriber) {
            this.subscriber = subscriber;
        }

        void take(Object payload) {
            asked.decrementAndGet();
            subscriber.onNext(message(payload));
        }

        @Override
        public void request(long count) {
            asked.accumulateAndGet(count, (have, more) -> have + more < 0 ? Long.MAX_VALUE : have + more);
            handOut();
        }

        @Override
        public void cancel() {
            consumers.remove(this);
        }
    }
}
