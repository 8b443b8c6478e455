package io.herald.platform.broker;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

/** How a message came, as metadata beside its payload. */
public record AmqpDelivery(Envelope envelope, BasicProperties properties) {}
