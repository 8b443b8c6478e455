package io.herald.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Consumer;

/** Events as JSON, made from the example of each type in {@code src/test/resources/events}. */
final class Events {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Events() {}

    /** The whole structured event of this type's example. */
    static ObjectNode example(EventType type) {
        var file = "/events/" + type.name().toLowerCase(Locale.ROOT) + ".json";
        try (var stream = Events.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new AssertionError("src/test/resources" + file + " with subject and data is missing");
            }
            return ((ObjectNode) JSON.readTree(stream))
                    .put("specversion", "1.0")
                    .put("id", "e1")
                    .put("source", "/secretariat")
                    .put("type", type.name)
                    .put("congress", "demo");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static ObjectNode example(EventType type, Consumer<ObjectNode> change) {
        var event = example(type);
        change.accept(event);
        return event;
    }

    static byte[] bytes(Object json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
