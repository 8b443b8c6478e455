package io.herald.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.AsyncApi;
import io.herald.event.EventCodec;
import io.herald.event.EventType;
import io.vertx.core.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who publishes what the AsyncAPI description shows is understood. */
class EventDescriptionTest {
    private final EventCodec codec = new EventCodec();

    @ParameterizedTest
    @ValueSource(strings = {"structured", "binary", "batch"})
    void the_hub_reads_every_example_of_an_event(String message) {
        var contentType = AsyncApi.message(message).getString("contentType");
        assertThat(AsyncApi.examples(message)).isNotEmpty().allSatisfy(example -> {
            Map<String, Object> headers = example.containsKey("headers")
                    ? example.getJsonObject("headers").getMap()
                    : Map.of();
            var body = Json.encode(example.getValue("payload")).getBytes(StandardCharsets.UTF_8);
            assertThat(AmqpEvent.read(codec, contentType, headers, body))
                    .isNotEmpty()
                    .allSatisfy(event -> assertThat(event.congress()).isEqualTo("sample"));
        });
    }

    @Test
    void the_types_of_events_are_all_there() {
        assertThat(AsyncApi.schema("eventType").getJsonArray("enum"))
                .containsExactlyElementsOf(
                        Arrays.stream(EventType.values()).map(type -> type.name).toList());
    }
}
