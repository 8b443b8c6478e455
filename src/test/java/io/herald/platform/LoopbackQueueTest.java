package io.herald.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.stream.IntStream;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

class LoopbackQueueTest {
    @Test
    void messages_arrive_in_the_order_they_were_sent() {
        var queue = new LoopbackQueue("test", 1_000);
        var consumer = consumer(queue, Long.MAX_VALUE);
        IntStream.range(0, 500).forEach(queue::offer);
        consumer.awaitItems(500, Duration.ofSeconds(10));
        assertThat(consumer.getItems())
                .extracting(Message::getPayload)
                .isEqualTo(IntStream.range(0, 500).boxed().toList());
    }

    @Test
    void a_full_queue_refuses_and_goes_on_when_there_is_room() {
        var queue = new LoopbackQueue("test", 2);
        assertThat(queue.offer("a")).isTrue();
        assertThat(queue.offer("b")).isTrue();
        assertThat(queue.offer("c")).isFalse();
        var consumer = consumer(queue, 1);
        consumer.awaitItems(1, Duration.ofSeconds(10));
        assertThat(queue.offer("d")).isTrue();
        consumer.request(5).awaitItems(3, Duration.ofSeconds(10));
        assertThat(consumer.getItems()).extracting(Message::getPayload).isEqualTo(java.util.List.of("a", "b", "d"));
    }

    private static AssertSubscriber<Message<?>> consumer(LoopbackQueue queue, long asked) {
        AssertSubscriber<Message<?>> consumer = AssertSubscriber.create(asked);
        queue.subscribe(consumer);
        return consumer;
    }
}
