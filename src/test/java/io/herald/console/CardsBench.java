package io.herald.console;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * How long it takes from the call that moves an item everybody was told of until every card of the sample congress says so, read one
 * after the other by eight readers: {@code ./herald bench cards}. It measures and asserts nothing.
 */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class CardsBench {
    private static final int MOVES = 11;

    @Inject
    Db db;

    @TestHTTPResource
    URI hub;

    @Test
    void moves() throws Exception {
        var congress = SampleCongress.with(db, "cards-bench", Map.of("opening", Duration.ofHours(5)));
        congress.broadcast(new JsonObject()
                .put("name", "early word")
                .put("template", "item-reminder")
                .put("item", "opening")
                .put("channels", new JsonArray().add("sms"))
                .put("audience", "everyone"));
        congress.settled();
        var cards = db.read(tx -> tx.list(
                "select card_token from delegate where congress = $1",
                row -> hub.resolve("/c/" + row.getString("card_token")),
                congress.code()));

        var calls = new ArrayList<Long>();
        var all = new ArrayList<Long>();
        for (int move = 0; move < MOVES; move++) {
            var start = Instant.now().plus(Duration.ofMinutes(200 + move * 7)).truncatedTo(ChronoUnit.SECONDS);
            long began = System.nanoTime();
            congress.tell("schedule.item-moved", "agenda/opening", Map.of("start", start.toString()));
            calls.add(millis(began));
            long wrong = read(cards, start);
            all.add(millis(began));
            System.out.printf(
                    "move %2d: call %4d ms, all %d cards read after %4d ms, %d of them old%n",
                    move, calls.get(move), cards.size(), all.get(move), wrong);
            congress.settled();
        }
        System.out.printf(
                "cards bench: the call %d ms, every card read and right %d ms (medians of %d moves; the first is a cold one)%n",
                median(calls), median(all), MOVES);
    }

    /** Reads every card once; answers how many do not tell this start. */
    private static long read(List<URI> cards, Instant start) throws InterruptedException {
        var client = HttpClient.newHttpClient();
        var readers = Executors.newFixedThreadPool(8);
        var wrong = new AtomicLong();
        for (var card : cards) {
            readers.execute(() -> {
                if (!says(client, card, start)) {
                    wrong.incrementAndGet();
                }
            });
        }
        readers.shutdown();
        readers.awaitTermination(1, TimeUnit.MINUTES);
        return wrong.get();
    }

    private static boolean says(HttpClient client, URI card, Instant start) {
        try {
            var request = HttpRequest.newBuilder(card)
                    .header("Accept", "application/json")
                    .build();
            return client.send(request, BodyHandlers.ofString()).body().contains("\"start\":\"" + start + "\"");
        } catch (IOException | InterruptedException failure) {
            return false;
        }
    }

    private static long millis(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private static long median(List<Long> of) {
        return of.stream().sorted().toList().get(of.size() / 2);
    }
}
