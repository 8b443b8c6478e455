package io.herald.platform.broker;

import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The exchanges and queues of the cluster, as data: the one place that names their arguments. Declaring is safe to repeat, and
 * is repeated on every connection, for a broker may come back without them.
 *
 * <p>Every queue is a quorum queue: it survives a restart, counts its deliveries, and hands what it gives up to the dead letters
 * at least once, which it can only promise when it refuses what does not fit instead of dropping the oldest.
 */
public final class Topology {
    public static final String EVENTS = "herald.events";
    public static final String BATCHES = "herald.batches";
    public static final String URGENT = "herald.batches.urgent";
    public static final String ROUTINE = "herald.batches.routine";
    public static final String STATUS = "herald.status";
    public static final String DEAD = "herald.dead";
    public static final String UNROUTED = "herald.unrouted";

    /** After so many deliveries without an answer a message is taken for what kills its consumer. Ordinary restarts stay far below. */
    private static final int MOST_DELIVERIES = 20;

    /** @param alternate where goes what no binding wants, null for nowhere */
    public record Exchange(String name, String type, String alternate) {
        Map<String, Object> arguments() {
            return alternate == null ? Map.of() : Map.of("alternate-exchange", alternate);
        }
    }

    /** A queue, bound to {@code exchange} by {@code bindingKey}. */
    public record Queue(String name, String exchange, String bindingKey, Map<String, Object> arguments) {}

    /**
     * Events of anybody who may publish; those no queue takes are kept aside rather than dropped. Batches are published by the hub alone,
     * with the mandatory flag, so an unroutable one comes straight back.
     */
    public static final List<Exchange> EXCHANGES = List.of(
            new Exchange(DEAD, "fanout", null),
            new Exchange(UNROUTED, "fanout", null),
            new Exchange(EVENTS, "topic", UNROUTED),
            new Exchange(BATCHES, "direct", null),
            new Exchange(STATUS, "topic", null));

    /** Events take effect in the order they came, so one node at a time consumes them; the broker passes the turn on when it goes. */
    public static final List<Queue> QUEUES = List.of(
            new Queue(DEAD, DEAD, "", Map.of("x-queue-type", "quorum")),
            new Queue(UNROUTED, UNROUTED, "", Map.of("x-queue-type", "quorum")),
            new Queue(EVENTS, EVENTS, "#", working(Map.of("x-single-active-consumer", true))),
            new Queue(URGENT, BATCHES, "urgent", working(Map.of())),
            new Queue(ROUTINE, BATCHES, "routine", working(Map.of())));

    private Topology() {}

    /** @throws IOException when something of this name is there already with other arguments, or the broker is gone */
    static void declare(Channel channel) throws IOException {
        for (var exchange : EXCHANGES) {
            channel.exchangeDeclare(exchange.name(), exchange.type(), true, false, exchange.arguments());
        }
        for (var queue : QUEUES) {
            channel.queueDeclare(queue.name(), true, false, false, queue.arguments());
            channel.queueBind(queue.name(), queue.exchange(), queue.bindingKey());
        }
    }

    private static Map<String, Object> working(Map<String, Object> more) {
        var arguments = new TreeMap<String, Object>(more);
        arguments.put("x-queue-type", "quorum");
        arguments.put("x-delivery-limit", MOST_DELIVERIES);
        arguments.put("x-dead-letter-exchange", DEAD);
        arguments.put("x-dead-letter-strategy", "at-least-once");
        arguments.put("x-overflow", "reject-publish");
        return Map.copyOf(arguments);
    }
}
