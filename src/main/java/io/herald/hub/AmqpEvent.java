package io.herald.hub;

import io.herald.event.Envelope;
import io.herald.event.EventCodec;
import io.herald.platform.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A CloudEvent in an AMQP 0-9-1 message, as publishers write it: structured or a batch by the content type, or in binary mode.
 * CloudEvents binds AMQP 1.0 alone, with {@code cloudEvents:} or {@code cloudEvents_} before each attribute; for 0-9-1 the same
 * names are usual as headers, and so are HTTP's {@code ce-}.
 */
final class AmqpEvent {
    private static final List<String> PREFIXES = List.of("cloudevents:", "cloudevents_", "ce-");

    private AmqpEvent() {}

    /** @throws Problem 400 when it is no CloudEvent */
    static List<Envelope> read(EventCodec codec, String contentType, Map<String, Object> headers, byte[] body) {
        var type = contentType == null
                ? ""
                : contentType.toLowerCase(Locale.ROOT).split(";")[0].strip();
        if (type.equals(EventCodec.BATCH)) {
            return codec.batch(body);
        }
        var attributes = attributes(headers);
        if (type.equals(EventCodec.STRUCTURED) || attributes.isEmpty()) {
            return List.of(codec.structured(body));
        }
        if (contentType != null) {
            attributes.put("content-type", contentType);
        }
        return List.of(codec.binary(attributes, body));
    }

    private static Map<String, String> attributes(Map<String, Object> headers) {
        var attributes = new HashMap<String, String>();
        if (headers != null) {
            headers.forEach((name, value) -> {
                var lower = name.toLowerCase(Locale.ROOT);
                PREFIXES.stream()
                        .filter(lower::startsWith)
                        .findFirst()
                        .ifPresent(prefix ->
                                attributes.put("ce-" + lower.substring(prefix.length()), String.valueOf(value)));
            });
        }
        return attributes;
    }
}
