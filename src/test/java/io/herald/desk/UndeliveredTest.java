package io.herald.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;
import io.herald.platform.broker.AmqpDelivery;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UndeliveredTest {
    @Test
    void the_latest_death_says_where_it_was_published_and_which_queue_gave_it_up_why() {
        var headers = Map.<String, Object>of(
                "x-death",
                List.of(
                        Map.of("exchange", "herald.events", "queue", "herald.events", "reason", "delivery_limit"),
                        Map.of("exchange", "theirs", "queue", "theirs", "reason", "expired")),
                "x-first-death-queue",
                "theirs");
        var dead = Undelivered.dead(came("herald.dead", "key", headers), bytes("x"));
        assertThat(dead.exchange()).isEqualTo("herald.events");
        assertThat(dead.routingKey()).isEqualTo("key");
        assertThat(dead.queue()).isEqualTo("herald.events");
        assertThat(dead.reason()).isEqualTo("delivery_limit");
    }

    @Test
    void without_a_word_of_the_broker_it_stands_where_it_came_from() {
        var dead = Undelivered.dead(came("herald.dead", "key", null), bytes("x"));
        assertThat(dead.exchange()).isEqualTo("herald.dead");
        assertThat(dead.reason()).isEqualTo("unknown");
    }

    @Test
    void what_is_published_again_has_the_publishers_headers_and_not_those_of_the_way() {
        var headers = Map.<String, Object>of(
                "ce-id",
                "1",
                "n",
                7L,
                "yes",
                true,
                "herald-publication",
                3L,
                "x-delivery-count",
                2,
                "x-death",
                List.of());
        var again = Undelivered.refused(came("e", "k", headers), bytes("x"), "q", "why")
                .properties();
        assertThat(again.getHeaders()).isEqualTo(Map.of("ce-id", "1", "n", 7L, "yes", true));
    }

    @Test
    void headers_of_every_kind_become_json() {
        var nested = new ArrayList<Object>(List.of(1, "two", Map.of("three", 3)));
        nested.add(null);
        assertThat(MessageHeaders.json(
                        Map.of("list", nested, "bytes", new byte[] {1, 2}, "date", new Date(0), "nul\0", "\0")))
                .isEqualTo(new JsonObject("""
                        {"list": [1, "two", {"three": 3}, null], "bytes": "AQI=", "date": "1970-01-01T00:00:00Z",
                         "nul\uFFFD": "\uFFFD"}
                        """));
    }

    @Test
    void headers_have_a_floor() {
        Map<String, Object> deep = Map.of();
        for (int level = 0; level < 5_000; level++) {
            deep = Map.of("in", deep);
        }
        assertThat(MessageHeaders.json(deep).encode()).hasSizeLessThan(500).contains("…");
    }

    @Test
    void the_same_message_has_the_same_fingerprint_however_it_came_and_another_one_another() {
        var first = refused("key", Map.of("a", "1"), "body");
        assertThat(refused("key", Map.of("a", "1", "x-delivery-count", 5), "body"))
                .isEqualTo(first);
        assertThat(List.of(
                        refused("other", Map.of("a", "1"), "body"),
                        refused("key", Map.of("a", "2"), "body"),
                        refused("key", Map.of("a", "1"), "other")))
                .doesNotHaveDuplicates()
                .doesNotContain(first);
    }

    @Test
    void the_event_is_named_as_far_as_it_can_be_read() {
        assertThat(named("{\"data\": {\"id\": \"inner\"}, \"id\": \"1\", \"source\": \"/s\", \"type\": 7, oops"))
                .isEqualTo(new EventName(null, "/s", "1"));
        assertThat(named("[{\"id\": \"first\"}, {\"id\": \"second\"}]")).isEqualTo(new EventName(null, null, "first"));
        assertThat(named("{\"id\": \"" + "x".repeat(1000) + "\"}").id())
                .hasSize(201)
                .endsWith("…");
        for (var nothing : List.of("", "no JSON", "7", "[]", "[[[[", "{\"id\"", "\0", "[".repeat(100_000))) {
            assertThat(named(nothing)).isEqualTo(new EventName(null, null, null));
        }
    }

    private static EventName named(String body) {
        return EventName.of(new JsonObject(), bytes(body));
    }

    private static String refused(String key, Map<String, Object> headers, String body) {
        return Undelivered.refused(came("herald.events", key, headers), bytes(body), "herald.events", "because")
                .fingerprint();
    }

    private static AmqpDelivery came(String exchange, String key, Map<String, Object> headers) {
        return new AmqpDelivery(
                new Envelope(1, false, exchange, key),
                new BasicProperties.Builder().headers(headers).build());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
