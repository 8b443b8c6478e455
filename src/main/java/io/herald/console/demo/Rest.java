package io.herald.console.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/** Calls to the hub as anybody could make them: HTTP, JSON and a key. */
final class Rest {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final URI base;
    private final String key;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    Rest(URI base, String key) {
        this.base = base;
        this.key = key;
    }

    URI base() {
        return base;
    }

    /** Whether it answers 200; a hub that is not there yet says no. */
    boolean is200(String path) {
        try {
            return http.send(request(path).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    JsonNode get(String path) {
        return send(request(path).build());
    }

    JsonNode put(String path, byte[] body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofByteArray(body))
                .build());
    }

    JsonNode post(String path, String type, byte[] body) {
        return send(posting(path, type, body));
    }

    JsonNode post(String path, Object body) {
        return post(path, "application/json", bytes(body));
    }

    /** The same call several times at once; answers what each was answered. */
    List<JsonNode> postAtOnce(int times, String path, String type, byte[] body) {
        var calls = IntStream.range(0, times)
                .mapToObj(any -> http.sendAsync(posting(path, type, body), BodyHandlers.ofByteArray()))
                .toList();
        return calls.stream().map(Rest::joined).map(this::answer).toList();
    }

    <T> T as(Class<T> type, JsonNode node) {
        try {
            return json.treeToValue(node, type);
        } catch (JsonProcessingException notSo) {
            throw new DemoFailure("The hub's answer is not what the demo knows: " + notSo.getOriginalMessage(), notSo);
        }
    }

    byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("maps of texts can be written", impossible);
        }
    }

    private HttpRequest posting(String path, String type, byte[] body) {
        return request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("Authorization", "Bearer " + key);
    }

    private JsonNode send(HttpRequest request) {
        try {
            return answer(http.send(request, BodyHandlers.ofByteArray()));
        } catch (IOException lost) {
            throw unreachable(lost);
        } catch (InterruptedException stopped) {
            throw interrupted(stopped);
        }
    }

    private static HttpResponse<byte[]> joined(CompletableFuture<HttpResponse<byte[]>> call) {
        try {
            return call.join();
        } catch (CompletionException lost) {
            throw unreachable(lost.getCause());
        }
    }

    /** @throws DemoFailure with the hub's own words when it refused */
    private JsonNode answer(HttpResponse<byte[]> response) {
        var call = response.request().method() + " " + response.uri().getPath();
        try {
            var body = response.body().length == 0 ? MissingNode.getInstance() : json.readTree(response.body());
            if (response.statusCode() >= 300) {
                throw new DemoFailure(call + " was answered " + response.statusCode() + ": "
                        + body.path("detail").asText(body.path("title").asText()) + firstOf(body.path("errors")));
            }
            return body;
        } catch (IOException notJson) {
            throw new DemoFailure(call + " was answered " + response.statusCode() + " without JSON.", notJson);
        }
    }

    private static String firstOf(JsonNode errors) {
        return errors.isEmpty() ? "" : " The first: " + errors.get(0);
    }

    private static DemoFailure unreachable(Throwable why) {
        return new DemoFailure("The hub does not answer (" + why + ").", why);
    }

    private static DemoFailure interrupted(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new DemoFailure("The demo was interrupted.", stopped);
    }
}
