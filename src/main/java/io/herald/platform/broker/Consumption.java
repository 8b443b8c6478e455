package io.herald.platform.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.ShutdownSignalException;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Consumes one queue for as long as the hub runs: whatever ends a channel, its connection's end or the deletion of its queue,
 * another is opened. An answer always goes to the channel that delivered the message; when that one is gone the broker delivers
 * again, and the answer is void.
 */
final class Consumption {
    private static final Logger LOG = Logger.getLogger(Consumption.class);

    private final Broker broker;
    private final String queue;
    private final int prefetch;
    private final PayloadKind kind;
    private final long pauseMillis;
    private final ScheduledExecutorService opener;
    private final MultiEmitter<? super Message<?>> emitter;
    private volatile boolean ended;

    Consumption(
            Broker broker,
            String queue,
            int prefetch,
            PayloadKind kind,
            long pauseMillis,
            ScheduledExecutorService opener,
            MultiEmitter<? super Message<?>> emitter) {
        this.broker = broker;
        this.queue = queue;
        this.prefetch = prefetch;
        this.kind = kind;
        this.pauseMillis = pauseMillis;
        this.opener = opener;
        this.emitter = emitter;
    }

    void start() {
        emitter.onTermination(() -> ended = true);
        openIn(0);
    }

    private void openIn(long millis) {
        if (!ended) {
            try {
                opener.schedule(this::open, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException stopped) {
                ended = true;
            }
        }
    }

    private void open() {
        Channel channel = null;
        try {
            channel = broker.channelForConsuming();
            channel.basicQos(prefetch);
            channel.basicConsume(queue, new Deliveries(channel));
            LOG.infof("Consuming %s", queue);
        } catch (IOException | RuntimeException failed) {
            LOG.debugf("%s cannot be consumed (%s); it is tried again", queue, failed);
            if (channel != null) {
                Link.drop(channel);
            }
            openIn(pauseMillis);
        }
    }

    /** One life of the consumer. */
    private final class Deliveries extends DefaultConsumer {
        private final AtomicBoolean over = new AtomicBoolean();

        Deliveries(Channel channel) {
            super(channel);
        }

        @Override
        public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                throws IOException {
            Object payload;
            try {
                payload = kind.read(body);
            } catch (RuntimeException unreadable) {
                LOG.warnf("A message of %s cannot be read and goes to the dead letters", queue);
                getChannel().basicReject(envelope.getDeliveryTag(), false);
                return;
            }
            long delivery = envelope.getDeliveryTag();
            var open = new AtomicBoolean(true);
            emitter.emit(Message.of(
                    payload,
                    Metadata.of(new AmqpDelivery(envelope, properties)),
                    () -> answer(open, () -> getChannel().basicAck(delivery, false)),
                    refused -> answer(open, () -> getChannel().basicReject(delivery, false))));
        }

        /** The queue was deleted. */
        @Override
        public void handleCancel(String tag) {
            LOG.warnf("The queue %s is gone; it is made again", queue);
            over();
            Link.drop(getChannel());
        }

        @Override
        public void handleShutdownSignal(String tag, ShutdownSignalException signal) {
            over();
        }

        private void over() {
            if (over.compareAndSet(false, true)) {
                openIn(pauseMillis);
            }
        }
    }

    private interface Answer {
        void give() throws IOException;
    }

    /** One answer a message: for a second one the broker would close the channel, and deliver again what else is in hand. */
    private CompletionStage<Void> answer(AtomicBoolean open, Answer answer) {
        try {
            if (open.getAndSet(false)) {
                answer.give();
            }
        } catch (IOException | RuntimeException gone) {
            LOG.debugf("An answer to %s came too late (%s)", queue, gone);
        }
        return CompletableFuture.completedFuture(null);
    }
}
