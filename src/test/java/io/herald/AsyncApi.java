package io.herald;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The AsyncAPI description as it is shipped, read as data. */
public final class AsyncApi {
    private static final JsonObject DESCRIPTION = read();

    private AsyncApi() {}

    private static JsonObject read() {
        try (var file = AsyncApi.class.getResourceAsStream("/META-INF/asyncapi.yaml")) {
            Map<String, Object> yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(file);
            return new JsonObject(yaml);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Every channel that describes an {@code exchange} or a {@code queue}. */
    public static List<JsonObject> channels(String kind) {
        var channels = DESCRIPTION.getJsonObject("channels");
        return channels.fieldNames().stream()
                .map(channels::getJsonObject)
                .filter(channel -> amqp(channel).containsKey(kind))
                .toList();
    }

    public static JsonObject amqp(JsonObject channel) {
        return channel.getJsonObject("bindings").getJsonObject("amqp");
    }

    public static JsonObject schema(String name) {
        return DESCRIPTION.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    public static JsonObject message(String name) {
        return DESCRIPTION.getJsonObject("components").getJsonObject("messages").getJsonObject(name);
    }

    /** The examples of a message, each with its payload and perhaps headers. */
    public static List<JsonObject> examples(String message) {
        JsonArray examples = message(message).getJsonArray("examples");
        return examples.stream().map(JsonObject.class::cast).toList();
    }
}
