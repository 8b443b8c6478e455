package io.herald.platform.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute.Direction;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.providers.helpers.MultiUtils;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Carries messages over RabbitMQ. A send is confirmed once the broker has confirmed it, and fails at once when the broker is
 * away: nothing waits in memory to be sent late. What a consumer does not answer is delivered again, to whichever node is there.
 */
@ApplicationScoped
@Connector(Broker.TRANSPORT)
@ConnectorAttribute(
        name = "queue",
        type = "string",
        direction = Direction.INCOMING,
        mandatory = true,
        description = "What is consumed, one of Topology.QUEUES")
@ConnectorAttribute(
        name = "prefetch",
        type = "int",
        direction = Direction.INCOMING,
        defaultValue = "2",
        description = "How many messages may be in hand without an answer")
@ConnectorAttribute(
        name = "exchange",
        type = "string",
        direction = Direction.OUTGOING,
        mandatory = true,
        description = "Where messages are published, one of Topology.EXCHANGES")
@ConnectorAttribute(
        name = "routing-key",
        type = "string",
        direction = Direction.OUTGOING,
        defaultValue = "",
        description = "With which routing key")
@ConnectorAttribute(
        name = "payload",
        type = "string",
        direction = Direction.INCOMING_AND_OUTGOING,
        defaultValue = "json",
        description = "json or bytes")
public class RabbitConnector implements InboundConnector, OutboundConnector {
    private final Broker broker;
    private final long pauseMillis;
    private final ScheduledExecutorService opener = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "broker");
        thread.setDaemon(true);
        return thread;
    });

    RabbitConnector(Broker broker, BrokerConfig config) {
        this.broker = broker;
        this.pauseMillis = config.reconnectEvery().toMillis();
    }

    /** The buffer cannot grow: the broker delivers no more than the prefetch without an answer. */
    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        var queue = channel.getValue("queue", String.class);
        int prefetch = channel.getOptionalValue("prefetch", Integer.class).orElse(2);
        return Multi.createFrom()
                .emitter(
                        emitter -> new Consumption(broker, queue, prefetch, kind(channel), pauseMillis, opener, emitter)
                                .start(),
                        BackPressureStrategy.BUFFER);
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        var exchange = channel.getValue("exchange", String.class);
        var routingKey = channel.getOptionalValue("routing-key", String.class).orElse("");
        var kind = kind(channel);
        return MultiUtils.via(messages -> messages.onItem()
                .transformToUni(message -> send(message, exchange, routingKey, kind))
                .merge());
    }

    private Uni<Void> send(Message<?> message, String exchange, String routingKey, PayloadKind kind) {
        var properties =
                new BasicProperties.Builder().contentType(kind.contentType).build();
        return Uni.createFrom()
                .completionStage(
                        () -> broker.publish(exchange, routingKey, properties, kind.write(message.getPayload())))
                .onItemOrFailure()
                .transformToUni((sent, failure) -> Uni.createFrom()
                        .completionStage(() -> failure == null ? message.ack() : message.nack(failure)));
    }

    private static PayloadKind kind(Config channel) {
        return PayloadKind.valueOf(
                channel.getOptionalValue("payload", String.class).orElse("json").toUpperCase(Locale.ROOT));
    }

    @PreDestroy
    void close() {
        opener.shutdownNow();
    }
}
