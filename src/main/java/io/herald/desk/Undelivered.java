package io.herald.desk;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.herald.platform.broker.AmqpDelivery;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A message nobody took, with all it needs to be sent on its way again.
 *
 * @param exchange where it was published, and {@code routingKey} with which key
 * @param queue which queue gave it up; empty when no queue wanted it
 * @param reason in one word: refused by the hub; rejected, expired, delivery_limit or maxlen by the broker; unrouted
 * @param why the hub's own words when it refused it, or empty
 */
record Undelivered(
        Kind kind,
        String exchange,
        String routingKey,
        String queue,
        String reason,
        String why,
        String contentType,
        String messageId,
        JsonObject headers,
        byte[] body) {
    enum Kind {
        /** Somebody had it and gave it up. */
        DEAD,
        /** No queue wanted it. */
        UNROUTED
    }

    Undelivered {
        exchange = Storable.text(exchange);
        routingKey = Storable.text(routingKey);
        queue = Storable.text(queue);
        reason = Storable.text(reason);
        why = Storable.text(why);
        contentType = Storable.text(contentType);
        messageId = Storable.text(messageId);
    }

    /** Refused by the hub itself, in its own words. */
    static Undelivered refused(AmqpDelivery came, byte[] body, String queue, String why) {
        var envelope = came.envelope();
        return of(Kind.DEAD, envelope.getExchange(), envelope.getRoutingKey(), queue, "refused", why, came, body);
    }

    /** Given up by a queue: the broker says which and why in its headers, the latest death first. */
    static Undelivered dead(AmqpDelivery came, byte[] body) {
        var death = latestDeath(came.properties());
        var exchange = death.getOrDefault("exchange", came.envelope().getExchange());
        return of(
                Kind.DEAD,
                exchange.toString(),
                came.envelope().getRoutingKey(),
                death.getOrDefault("queue", "").toString(),
                death.getOrDefault("reason", "unknown").toString(),
                "",
                came,
                body);
    }

    /** Wanted by no queue: the alternate exchange passes it on under the name of the first. */
    static Undelivered unrouted(AmqpDelivery came, byte[] body) {
        var envelope = came.envelope();
        return of(Kind.UNROUTED, envelope.getExchange(), envelope.getRoutingKey(), "", "unrouted", "", came, body);
    }

    private static Undelivered of(
            Kind kind,
            String exchange,
            String routingKey,
            String queue,
            String reason,
            String why,
            AmqpDelivery came,
            byte[] body) {
        var properties = came.properties();
        return new Undelivered(
                kind,
                exchange,
                routingKey,
                queue,
                reason,
                why,
                properties.getContentType(),
                properties.getMessageId(),
                MessageHeaders.json(properties.getHeaders()),
                body);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> latestDeath(BasicProperties properties) {
        var headers = properties.getHeaders();
        return headers != null
                        && headers.get("x-death") instanceof List<?> deaths
                        && !deaths.isEmpty()
                        && deaths.get(0) instanceof Map<?, ?> death
                ? (Map<String, Object>) death
                : Map.of();
    }

    /** As it was published. */
    BasicProperties properties() {
        return new BasicProperties.Builder()
                .contentType(contentType)
                .messageId(messageId)
                .headers(MessageHeaders.table(headers))
                .build();
    }

    /** Of what it is, not of why it stands here: the same message once more has the same. */
    String fingerprint() {
        var head =
                String.join("\n", kind.name(), exchange, routingKey, queue, contentType, messageId, headers.encode());
        var digest = sha256();
        var bytes = head.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        digest.update(bytes);
        return HexFormat.of().formatHex(digest.digest(body));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
