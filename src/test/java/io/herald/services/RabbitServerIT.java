package io.herald.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.MessageProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RabbitServerIT {
    private static final RabbitServer RABBIT = RabbitServer.start();
    private static final String QUEUE = "proof";

    @AfterAll
    static void close() {
        RABBIT.close();
    }

    @BeforeEach
    void no_queue_is_left_of_the_test_before() {
        RABBIT.deleteQueues();
        assertThat(RABBIT.queues()).isEmpty();
    }

    @Test
    void a_confirmed_message_survives_kill_9_and_a_clean_restart() throws Exception {
        publish("kept");
        // RabbitMQ writes the place of a new quorum queue down half a second later; killed before, it finds the queue
        // no more.
        await().pollDelay(Duration.ofSeconds(2)).until(() -> RABBIT.queueDepth(QUEUE) == 1);
        RABBIT.kill();
        assertThatThrownBy(RABBIT::connect).isInstanceOf(UncheckedIOException.class);

        RABBIT.restart();
        await().until(() -> RABBIT.queueDepth(QUEUE) == 1);

        RABBIT.restart();
        await().until(() -> RABBIT.queueDepth(QUEUE) == 1);
    }

    @Test
    void a_broker_restarted_empty_has_no_queue() throws Exception {
        publish("lost");
        RABBIT.restartEmpty();
        assertThat(RABBIT.queues()).isEmpty();
    }

    @Test
    void under_the_disk_alarm_nothing_is_confirmed_until_it_is_over() throws Exception {
        publish("before");
        RABBIT.alarm(true);
        try (var connection = RABBIT.connect()) {
            var channel = confirming(connection.createChannel());
            send(channel, "during");
            assertThatThrownBy(() -> channel.waitForConfirms(1000)).isInstanceOf(TimeoutException.class);
            RABBIT.alarm(false);
            channel.waitForConfirmsOrDie(5000);
        }
    }

    @Test
    void a_paused_broker_confirms_nothing_until_it_goes_on() throws Exception {
        try (var connection = RABBIT.connect()) {
            var channel = confirming(connection.createChannel());
            declare(channel);
            RABBIT.pause();
            send(channel, "waits");
            assertThatThrownBy(() -> channel.waitForConfirms(1000)).isInstanceOf(TimeoutException.class);
            RABBIT.resume();
            channel.waitForConfirmsOrDie(5000);
        }
    }

    private static void publish(String word) throws Exception {
        try (var connection = RABBIT.connect()) {
            var channel = confirming(connection.createChannel());
            declare(channel);
            send(channel, word);
            channel.waitForConfirmsOrDie(5000);
        }
    }

    private static void declare(Channel channel) throws IOException {
        channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
    }

    private static Channel confirming(Channel channel) throws IOException {
        channel.confirmSelect();
        return channel;
    }

    private static void send(Channel channel, String word) throws IOException {
        channel.basicPublish("", QUEUE, MessageProperties.PERSISTENT_BASIC, word.getBytes(StandardCharsets.UTF_8));
    }
}
