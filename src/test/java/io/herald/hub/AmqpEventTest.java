package io.herald.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.herald.event.EventCodec;
import io.herald.platform.Problem;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AmqpEventTest {
    private static final String DATA = "{\"start\": \"2027-03-15T10:00:00+08:00\"}";
    private static final String STRUCTURED = """
            {"specversion": "1.0", "id": "%s", "source": "/planner", "type": "schedule.item-moved",
             "subject": "agenda/opening", "congress": "c1", "sequence": "2", "data": %s}
            """;

    private final EventCodec codec = new EventCodec();

    @Test
    void a_structured_event_is_read_whatever_follows_its_media_type() {
        var read = AmqpEvent.read(
                codec, "Application/CloudEvents+JSON; charset=utf-8", null, bytes(STRUCTURED.formatted("1", DATA)));
        assertThat(read).singleElement().satisfies(event -> assertThat(event.id())
                .isEqualTo("1"));
    }

    @Test
    void a_body_without_a_media_type_is_taken_for_a_structured_event() {
        assertThat(AmqpEvent.read(codec, null, Map.of("x-other", "1"), bytes(STRUCTURED.formatted("1", DATA))))
                .hasSize(1);
    }

    @Test
    void a_batch_keeps_its_order() {
        var batch = "[" + STRUCTURED.formatted("1", DATA) + "," + STRUCTURED.formatted("2", DATA) + "]";
        assertThat(AmqpEvent.read(codec, EventCodec.BATCH, null, bytes(batch)))
                .extracting(event -> event.id())
                .containsExactly("1", "2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudEvents:", "cloudEvents_", "ce-"})
    void attributes_in_headers_are_read_under_each_usual_prefix(String prefix) {
        var headers = new HashMap<String, Object>();
        Map.of(
                        "specversion", "1.0",
                        "id", "7",
                        "source", "/planner",
                        "type", "schedule.item-moved",
                        "subject", "agenda/opening",
                        "congress", "c1",
                        "sequence", "2")
                .forEach((name, value) -> headers.put(prefix + name, value));

        var binary =
                AmqpEvent.read(codec, "application/json", headers, bytes(DATA)).get(0);

        var structured = codec.structured(bytes(STRUCTURED.formatted("7", DATA)));
        assertThat(binary.event()).isEqualTo(structured.event());
        assertThat(binary.fingerprint()).isEqualTo(structured.fingerprint());
    }

    @Test
    void what_is_no_event_is_refused_with_a_reason() {
        assertThatThrownBy(() -> AmqpEvent.read(codec, "text/plain", null, bytes("hello")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no CloudEvent 1.0");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
