package io.herald.platform;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Carries messages inside the process, for a hub without a broker. A send is confirmed once its message waits in the queue of
 * its address, and refused when that queue is full. What waits is lost with the process, and what a consumer refuses is
 * dropped: like a broker it is never the truth, and the sender sends again what was not started.
 */
@ApplicationScoped
@Connector("loopback")
@ConnectorAttribute(
        name = "address",
        type = "string",
        direction = Direction.INCOMING_AND_OUTGOING,
        mandatory = true,
        description = "Joins what is sent to what is received")
public class LoopbackConnector implements InboundConnector, OutboundConnector {
    private static final int CAPACITY = 1_000;

    private final Map<String, LoopbackQueue> queues = new ConcurrentHashMap<>();

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        return queue(channel);
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        var queue = queue(channel);
        return MultiUtils.via(messages -> send(messages, queue));
    }

    private static Multi<Void> send(Multi<? extends Message<?>> messages, LoopbackQueue queue) {
        return messages.onItem().transformToUniAndConcatenate(message -> Uni.createFrom()
                .completionStage(() -> queue.offer(message.getPayload())
                        ? message.ack()
                        : message.nack(new IllegalStateException("the queue is full"))));
    }

    private LoopbackQueue queue(Config channel) {
        return queues.computeIfAbsent(
                channel.getValue("address", String.class), address -> new LoopbackQueue(address, CAPACITY));
    }
}
