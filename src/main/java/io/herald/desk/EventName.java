package io.herald.desk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Which event a message may have held, as far as that can be read from something that was refused: the first one, of a batch.
 * For a person who looks for it; nothing is decided by it. Each part is null when it is not there.
 */
record EventName(String type, String source, String id) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final List<String> PREFIXES = List.of("cloudevents:", "cloudevents_", "ce-");
    private static final int LONGEST = 200;

    static EventName of(JsonObject headers, byte[] body) {
        var found = inHeaders(headers);
        return named(found.isEmpty() ? inBody(body) : found);
    }

    private static EventName named(TreeMap<String, String> found) {
        return new EventName(
                Storable.text(found.get("type"), LONGEST),
                Storable.text(found.get("source"), LONGEST),
                Storable.text(found.get("id"), LONGEST));
    }

    private static TreeMap<String, String> inHeaders(JsonObject headers) {
        var found = new TreeMap<String, String>();
        headers.forEach(header -> {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            PREFIXES.stream()
                    .filter(name::startsWith)
                    .forEach(prefix -> found.put(name.substring(prefix.length()), String.valueOf(header.getValue())));
        });
        return found;
    }

    /** Token by token, for the body may be long, or no JSON from some point on. */
    private static TreeMap<String, String> inBody(byte[] body) {
        var found = new TreeMap<String, String>();
        try (var parser = JSON.createParser(body)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                readInto(found, parser);
            }
        } catch (IOException endOfWhatCanBeRead) {
            return found;
        }
        return found;
    }

    private static void readInto(TreeMap<String, String> found, JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                found.putIfAbsent(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
    }
}
