package io.herald.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.AsyncApi;
import io.herald.notice.Confirmation;
import io.herald.notice.DeliveryState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The AsyncAPI description of a change is that of the events the hub sends. */
class StatusDescriptionTest {
    @Test
    void the_example_is_the_event_the_hub_would_send() {
        var change = new DeliveryChange(
                90417,
                Instant.parse("2027-03-15T01:02:03.456789Z"),
                5501,
                UUID.fromString("0195a1b2-0000-7000-8000-000000000001"),
                "sample",
                "001",
                "DELEGATE",
                "D01",
                DeliveryState.DELIVERED,
                null,
                Instant.parse("2027-03-15T00:59:58Z"),
                null,
                Instant.parse("2027-03-15T01:02:03.400Z"),
                "liaison");
        assertThat(AsyncApi.examples("changes").get(0).getJsonArray("payload").getJsonObject(0))
                .isEqualTo(change.event());
    }

    @Test
    void the_schema_has_the_states_and_ways_there_are() {
        var data = AsyncApi.schema("change").getJsonObject("properties").getJsonObject("data");
        var properties = data.getJsonObject("properties");
        assertThat(words(properties, "state"))
                .isEqualTo(Arrays.stream(DeliveryState.values()).map(Enum::name).collect(Collectors.toSet()));
        assertThat(words(properties, "way"))
                .isEqualTo(Arrays.stream(Confirmation.Way.values())
                        .map(Confirmation.Way::code)
                        .collect(Collectors.toSet()));
        assertThat(properties.fieldNames())
                .isEqualTo(new LinkedHashSet<>(data.getJsonArray("required").getList()));
    }

    private static Set<String> words(JsonObject properties, String name) {
        return properties.getJsonObject(name).getJsonArray("enum").stream()
                .flatMap(word -> word == null ? Stream.empty() : Stream.of(word.toString()))
                .collect(Collectors.toSet());
    }
}
