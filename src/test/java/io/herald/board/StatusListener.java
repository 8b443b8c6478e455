package io.herald.board;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.cloudevents.jackson.JsonFormat;
import io.herald.services.RabbitServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Somebody who wants to hear of every delivery of a congress: a durable queue of their own, read when the test asks. */
final class StatusListener {
    private static final Map<String, Object> QUORUM = Map.of("x-queue-type", "quorum");

    private final RabbitServer rabbit;
    private final String queue;
    private final List<JsonObject> events = new ArrayList<>();
    private final List<GetResponse> messages = new ArrayList<>();

    private StatusListener(RabbitServer rabbit, String queue) {
        this.rabbit = rabbit;
        this.queue = queue;
    }

    static StatusListener to(RabbitServer rabbit, String congress) throws IOException {
        var listener = new StatusListener(rabbit, "listener." + congress);
        try (var connection = rabbit.connect()) {
            var channel = connection.createChannel();
            channel.queueDeclare(listener.queue, true, false, false, QUORUM);
            channel.queueBind(listener.queue, "herald.status", "congress." + congress);
        }
        return listener;
    }

    /** Everything until now, repeats included, in the order it came. */
    List<JsonObject> events() {
        try (var connection = rabbit.connect()) {
            drain(connection.createChannel());
            return List.copyOf(events);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    List<GetResponse> messages() {
        return messages;
    }

    private void drain(Channel channel) throws IOException {
        for (var message = channel.basicGet(queue, true); message != null; message = channel.basicGet(queue, true)) {
            messages.add(message);
            var batch = new JsonArray(Buffer.buffer(message.getBody()));
            for (int index = 0; index < batch.size(); index++) {
                var event = batch.getJsonObject(index);
                new JsonFormat().deserialize(event.toBuffer().getBytes()); // throws when it is no CloudEvent
                events.add(event);
            }
        }
    }

    /** The states each delivery went through, without repeats, in the order they came. */
    Map<Long, List<String>> histories() {
        Set<String> seen = new LinkedHashSet<>();
        var histories = new LinkedHashMap<Long, List<String>>();
        for (var event : events()) {
            if (seen.add(event.getString("id"))) {
                var data = event.getJsonObject("data");
                histories
                        .computeIfAbsent(data.getLong("delivery"), delivery -> new ArrayList<>())
                        .add(data.getString("state"));
            }
        }
        return histories;
    }
}
