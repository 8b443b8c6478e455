package io.herald.platform.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;

/** What was published on one channel and is not confirmed yet. Each publication ends: confirmed, refused, returned, or cut off. */
final class Publications implements ConfirmListener {
    /** Tells a returned message which publication it was. */
    private static final String NUMBER = "herald-publication";

    private static final int PERSISTENT = 2;

    private final Channel channel;
    private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> open = new ConcurrentSkipListMap<>();

    Publications(Channel channel) throws IOException {
        this.channel = channel;
        channel.confirmSelect();
        channel.addConfirmListener(this);
        channel.addReturnListener(this::returned);
        channel.addShutdownListener(this::cutOff);
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** One at a time: the number of a publication is that of its place in the channel. */
    synchronized CompletableFuture<Void> publish(
            String exchange, String routingKey, boolean mandatory, BasicProperties properties, byte[] body) {
        var confirmed = new CompletableFuture<Void>();
        long number = channel.getNextPublishSeqNo();
        open.put(number, confirmed);
        try {
            channel.basicPublish(exchange, routingKey, mandatory, numbered(properties, number), body);
        } catch (IOException | RuntimeException gone) {
            open.remove(number);
            confirmed.completeExceptionally(new BrokerAway("the broker is away", gone));
        }
        if (!channel.isOpen()) {
            cutOff(channel.getCloseReason());
        }
        return confirmed;
    }

    private static BasicProperties numbered(BasicProperties properties, long number) {
        var headers = new HashMap<String, Object>();
        if (properties.getHeaders() != null) {
            headers.putAll(properties.getHeaders());
        }
        headers.put(NUMBER, number);
        return properties.builder().headers(headers).deliveryMode(PERSISTENT).build();
    }

    @Override
    public void handleAck(long number, boolean multiple) {
        end(number, multiple, null);
    }

    @Override
    public void handleNack(long number, boolean multiple) {
        end(number, multiple, new BrokerAway("the broker refused it"));
    }

    private void end(long number, boolean multiple, BrokerAway why) {
        var ended = multiple ? open.headMap(number, true) : open.subMap(number, true, number, true);
        for (var entry = ended.pollFirstEntry(); entry != null; entry = ended.pollFirstEntry()) {
            if (why == null) {
                entry.getValue().complete(null);
            } else {
                entry.getValue().completeExceptionally(why);
            }
        }
    }

    /** No queue wants it. Its confirmation follows and finds it ended. */
    private void returned(Return message) {
        if (message.getProperties().getHeaders().get(NUMBER) instanceof Long number) {
            end(number, false, new BrokerAway("no queue takes " + message.getRoutingKey()));
        }
    }

    private void cutOff(ShutdownSignalException signal) {
        end(Long.MAX_VALUE, true, new BrokerAway("the broker went away", signal));
    }
}
