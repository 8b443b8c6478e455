package io.herald.desk;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The headers of an AMQP message as JSON and back, without what brokers and hubs add on the way. */
final class MessageHeaders {
    private static final List<String> OF_THE_WAY =
            List.of("x-death", "x-first-death-", "x-last-death-", "x-delivery-count", "herald-publication");

    /** Deeper than anybody means it. */
    private static final int DEEPEST = 20;

    private MessageHeaders() {}

    /** What the publisher set. Bytes become base64 and moments text: JSON knows neither. */
    static JsonObject json(Map<String, Object> headers) {
        var json = new JsonObject();
        if (headers != null) {
            new TreeMap<>(headers).forEach((name, value) -> {
                if (OF_THE_WAY.stream().noneMatch(name::startsWith)) {
                    json.put(Storable.text(name), value(value, 0));
                }
            });
        }
        return json;
    }

    private static Object value(Object value, int depth) {
        if (depth > DEEPEST) {
            return "…";
        }
        if (value == null || value instanceof Number || value instanceof Boolean) {
            return value;
        }
        if (value instanceof Map<?, ?> table) {
            var json = new JsonObject();
            table.forEach((name, inner) -> json.put(Storable.text(String.valueOf(name)), value(inner, depth + 1)));
            return json;
        }
        if (value instanceof List<?> list) {
            var json = new JsonArray();
            list.forEach(inner -> json.add(value(inner, depth + 1)));
            return json;
        }
        if (value instanceof byte[] bytes) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return Storable.text(value instanceof Date moment ? moment.toInstant().toString() : String.valueOf(value));
    }

    /** For a message that is published again. */
    static Map<String, Object> table(JsonObject json) {
        return new HashMap<>(json.getMap());
    }
}
