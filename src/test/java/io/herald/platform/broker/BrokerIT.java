package io.herald.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.MessageProperties;
import io.herald.platform.StartRefused;
import io.herald.services.RabbitServer;
import io.smallrye.mutiny.Multi;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The connector on a real broker that goes away, comes back empty, loses queues and runs out of disk. */
class BrokerIT {
    private static final RabbitServer RABBIT = RabbitServer.start();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final BasicProperties PLAIN = new BasicProperties();

    private Broker broker;
    private RabbitConnector connector;
    private final List<Message<?>> came = new CopyOnWriteArrayList<>();

    @BeforeEach
    void a_node_on_an_empty_broker() {
        RABBIT.deleteQueues();
        node();
        broker.look(null);
    }

    private void node() {
        broker = new Broker(BrokerSettings.config(RABBIT.port()), BrokerSettings.platform());
        connector = new RabbitConnector(broker, BrokerSettings.config(RABBIT.port()));
    }

    @AfterEach
    void the_node_ends() {
        connector.close();
        broker.close();
    }

    @AfterAll
    static void close() {
        RABBIT.close();
    }

    @Test
    void what_is_confirmed_is_delivered_and_stays_until_it_is_acknowledged() throws Exception {
        publish("urgent", "{\"n\": 1}");
        consume(Topology.URGENT, "json", 2);
        await().atMost(PATIENCE).until(() -> came.size() == 1);
        assertThat(came.get(0).getPayload()).isEqualTo(new JsonObject().put("n", 1));

        the_node_ends();
        await().atMost(PATIENCE).until(() -> RABBIT.queueDepth(Topology.URGENT) == 1);

        node();
        consume(Topology.URGENT, "json", 2);
        await().atMost(PATIENCE).until(() -> came.size() == 2);
        came.get(1).ack();
        the_node_ends();
        assertThat(RABBIT.queueDepth(Topology.URGENT)).isZero();
        node();
    }

    @Test
    void no_more_are_in_hand_than_the_prefetch_allows() throws Exception {
        for (int n = 0; n < 5; n++) {
            publish("routine", "{\"n\": " + n + "}");
        }
        consume(Topology.ROUTINE, "json", 2);
        await().atMost(PATIENCE).until(() -> came.size() == 2 && RABBIT.queueDepth(Topology.ROUTINE) == 3);

        came.get(0).ack();
        await().atMost(PATIENCE).until(() -> came.size() == 3 && RABBIT.queueDepth(Topology.ROUTINE) == 2);
    }

    @Test
    void what_no_queue_takes_is_not_taken_for_published() {
        assertThatThrownBy(() -> publish("nowhere", "{}"))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no queue takes nowhere");
    }

    @Test
    void an_event_no_queue_takes_is_kept_aside() throws Exception {
        publish("urgent", "{}"); // opens the channel, which makes what is missing
        RABBIT.control("-q", "delete_queue", Topology.EVENTS);
        broker.publish(Topology.EVENTS, "any", PLAIN, bytes("{}")).get();
        assertThat(RABBIT.queueDepth(Topology.UNROUTED)).isEqualTo(1);
    }

    @Test
    void a_broker_that_is_away_fails_a_publication_at_once_and_takes_the_next_when_it_is_back() throws Exception {
        publish("urgent", "{\"n\": 1}");
        RABBIT.stop(); // a kill so soon after a quorum queue was made leaves RabbitMQ 3.10 with a queue that takes
        // nothing
        assertThatThrownBy(() -> publish("urgent", "{\"n\": 2}")).hasCauseInstanceOf(BrokerAway.class);
        assertThat(broker.connected()).isFalse();

        RABBIT.restart();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> publish("urgent", "{\"n\": 3}"));
        assertThat(RABBIT.queueDepth(Topology.URGENT)).isEqualTo(2);
    }

    @Test
    void an_answer_that_comes_after_the_channel_is_gone_takes_nothing_from_the_next_one() throws Exception {
        publish("urgent", "{\"n\": 1}");
        publish("urgent", "{\"n\": 2}");
        consume(Topology.URGENT, "json", 1);
        await().atMost(PATIENCE).until(() -> came.size() == 1);

        RABBIT.restart();
        await().atMost(PATIENCE).until(() -> came.size() == 2);
        came.get(0).ack(); // as a worker does that was busy meanwhile

        the_node_ends();
        await().atMost(PATIENCE).until(() -> RABBIT.queueDepth(Topology.URGENT) == 2);
        node();
    }

    @Test
    void a_message_answered_twice_takes_nothing_from_the_others_in_hand() throws Exception {
        for (int n = 1; n <= 3; n++) {
            publish("urgent", "{\"n\": " + n + "}");
        }
        consume(Topology.URGENT, "json", 2);
        await().atMost(PATIENCE).until(() -> came.size() == 2);
        came.get(0).ack();
        came.get(0).ack();
        came.get(0).nack(new IllegalStateException("too late"));
        await().atMost(PATIENCE).until(() -> came.size() == 3);
        came.get(1).ack();
        came.get(2).ack();

        the_node_ends();
        assertThat(RABBIT.queueDepth(Topology.URGENT)).isZero();
        assertThat(came).hasSize(3);
        node();
    }

    @Test
    void a_broker_that_comes_back_empty_is_furnished_and_consumed_again() throws Exception {
        consume(Topology.EVENTS, "bytes", 10);
        RABBIT.restartEmpty();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> broker.publish(
                        Topology.EVENTS, "any", PLAIN, bytes("here"))
                .get());
        await().atMost(PATIENCE).until(() -> came.size() == 1);
        assertThat((byte[]) came.get(0).getPayload()).isEqualTo(bytes("here"));
    }

    @Test
    void a_queue_that_is_deleted_under_its_consumer_is_made_and_consumed_again() throws Exception {
        consume(Topology.URGENT, "json", 2);
        await().atMost(PATIENCE)
                .until(() -> RABBIT.control("-q", "list_consumers").contains(Topology.URGENT));
        RABBIT.deleteQueues();

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> publish("urgent", "{\"n\": 1}"));
        await().atMost(PATIENCE).until(() -> came.size() == 1);
    }

    @Test
    void what_cannot_be_read_or_is_refused_goes_to_the_dead_letters_and_stops_nobody() throws Exception {
        publish("urgent", "no json");
        publish("urgent", "{\"n\": 1}");
        publish("urgent", "{\"n\": 2}");
        consume(Topology.URGENT, "json", 1);

        await().atMost(PATIENCE).until(() -> came.size() == 1);
        came.get(0).nack(new IllegalArgumentException("poison"));
        await().atMost(PATIENCE).until(() -> came.size() == 2);
        came.get(1).ack();
        await().atMost(PATIENCE).until(() -> RABBIT.queueDepth(Topology.DEAD) == 2);
        assertThat(came).hasSize(2);
    }

    @Test
    void under_the_disk_alarm_publishing_fails_and_acknowledging_goes_on() throws Exception {
        publish("urgent", "{\"n\": 1}");
        consume(Topology.URGENT, "json", 1);
        await().atMost(PATIENCE).until(() -> came.size() == 1);
        RABBIT.alarm(true);
        var held =
                broker.publish(Topology.BATCHES, "urgent", PLAIN, bytes("{\"n\": 2}")); // the broker blocks on this one
        await().atMost(PATIENCE).untilAsserted(() -> assertThatThrownBy(() -> publish("urgent", "{\"n\": 3}"))
                .hasMessageContaining("alarm"));
        came.get(0).ack();

        RABBIT.alarm(false);
        held.get();
        await().atMost(PATIENCE).until(() -> came.size() == 2);
        assertThat(came.get(1).getPayload()).isEqualTo(new JsonObject().put("n", 2));
    }

    @Test
    void something_else_under_the_name_of_a_queue_refuses_the_start_with_a_sentence() throws Exception {
        RABBIT.control("-q", "delete_queue", Topology.URGENT);
        try (var connection = RABBIT.connect()) {
            connection.createChannel().queueDeclare(Topology.URGENT, true, false, false, Map.of());
        }
        assertThatThrownBy(() -> broker.look(null))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("inequivalent arg")
                .hasMessageContaining(Topology.URGENT);
    }

    @Test
    void the_depth_of_a_queue_is_known_only_while_the_broker_answers() throws Exception {
        publish("routine", "{}");
        assertThat(broker.waiting(Topology.ROUTINE)).hasValue(1);
        try (var connection = RABBIT.connect()) {
            connection.createChannel().basicPublish("", Topology.ROUTINE, MessageProperties.BASIC, bytes("{}"));
        }
        await().atMost(PATIENCE).until(() -> broker.waiting(Topology.ROUTINE).orElse(0) == 2);
        RABBIT.stop();
        assertThat(broker.waiting(Topology.ROUTINE)).isEmpty();
        RABBIT.restart();
    }

    private void publish(String routingKey, String body) throws Exception {
        broker.publish(Topology.BATCHES, routingKey, PLAIN, bytes(body)).get();
    }

    private void consume(String queue, String payload, int prefetch) {
        var channel = BrokerSettings.channel(queue, payload, prefetch);
        Multi.createFrom()
                .publisher(connector.getPublisher(channel))
                .subscribe()
                .with(came::add);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
