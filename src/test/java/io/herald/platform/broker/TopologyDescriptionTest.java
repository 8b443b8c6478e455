package io.herald.platform.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.AsyncApi;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The AsyncAPI description names what the hub declares, no exchange, queue or argument more or less. */
class TopologyDescriptionTest {
    @Test
    void each_exchange_is_described_as_it_is_declared() {
        assertThat(AsyncApi.channels("exchange"))
                .extracting(channel -> new Topology.Exchange(
                        exchange(channel).getString("name"),
                        exchange(channel).getString("type"),
                        channel.getString("x-alternate-exchange")))
                .containsExactlyInAnyOrderElementsOf(Topology.EXCHANGES);
    }

    @Test
    void each_queue_is_described_as_it_is_declared_and_bound() {
        assertThat(AsyncApi.channels("queue"))
                .extracting(TopologyDescriptionTest::queue)
                .containsExactlyInAnyOrderElementsOf(Topology.QUEUES);
    }

    @Test
    void a_channel_over_a_queue_has_its_name_for_an_address() {
        assertThat(AsyncApi.channels("queue")).allSatisfy(channel -> assertThat(channel.getString("address"))
                .isEqualTo(queue(channel).name()));
    }

    private static JsonObject exchange(JsonObject channel) {
        return AsyncApi.amqp(channel).getJsonObject("exchange");
    }

    private static Topology.Queue queue(JsonObject channel) {
        Map<String, Object> arguments = channel.getJsonObject("x-arguments").getMap();
        var binding = channel.getJsonObject("x-binding");
        return new Topology.Queue(
                AsyncApi.amqp(channel).getJsonObject("queue").getString("name"),
                binding.getString("exchange"),
                binding.getString("key"),
                arguments);
    }
}
