package io.herald.board;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.herald.HubTestResource;
import io.herald.SmallCongress;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubTestResource.class)
class BoardFlowIT {
    private static final String KEY = "a key of the board's test";
    private static int congresses;

    @Inject
    Db db;

    @Inject
    HubClock clock;

    @TestHTTPResource("/api/congresses/")
    URI api;

    private SmallCongress congress;
    private Instant now;
    private UUID notice;
    private long failed;

    @BeforeEach
    void a_notice_that_reached_one_of_three() throws Exception {
        var hash = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8)));
        db.transact(tx -> tx.update(
                "insert into access_key (id, name, hash, rights, created_at) values ($1, 'board test', $2, '{ADMIN}', now()) on conflict do nothing",
                Ids.next(),
                hash));
        congress = new SmallCongress(db, "board-" + congresses++);
        now = clock.instant();
        notice = congress.notice().heads(4).insert();
        long delivered = congress.delivery(notice, congress.delegate("101", "D01"))
                .state("DELIVERED")
                .insert();
        congress.attempt(delivered).parts(2).report("DELIVERED").insert();
        failed = congress.delivery(notice, congress.delegate("102", "D01"))
                .state("FAILED")
                .because("unreachable")
                .insert();
        congress.delivery(notice, congress.delegate("201", "D02"))
                .state("IN_DOUBT")
                .since(now.minus(Duration.ofMinutes(5)))
                .insert();
    }

    @Test
    void the_board_counts_states_and_what_needs_a_person() {
        get("/board")
                .body("deliveries.total", equalTo(3))
                .body("deliveries.delivered", equalTo(1))
                .body("deliveries.unreached", equalTo(2))
                .body("needsAPerson.failed", equalTo(1))
                .body("needsAPerson.inDoubt", equalTo(1))
                .body("oldestInDoubtSeconds", notNullValue());
        get("/board?by=notice")
                .body("items[0].heads", equalTo(4))
                .body("items[0].plannedPercent", equalTo(75))
                .body("items[0].partsSent", equalTo(2));
        get("/board?by=delegation")
                .body("items[0].name.en", equalTo("East"))
                .body("items[1].tally.inDoubt", equalTo(1));
        get("/board?by=state").body("items", hasSize(3));
        call().get("/api/congresses/{c}/board?by=moon", congress.code()).then().statusCode(422);
        call().get("/api/congresses/nowhere/board").then().statusCode(404);
    }

    @Test
    void a_notice_is_followed_from_the_list_to_one_persons_history() {
        get("/notices").body("items[0].id", equalTo(notice.toString()));
        get("/notices/" + notice).body("progress.deliveries.total", equalTo(3)).body("texts.'sms.zh'", equalTo("你好"));
        get("/notices/" + notice + "/deliveries?limit=2")
                .body("items", hasSize(2))
                .body("next", notNullValue());
        get("/notices/" + notice + "/deliveries?unreached=true&delegation=D01").body("items[0].person", equalTo("102"));
        get("/notices/" + notice + "/roll-call").body("items", hasSize(2)).body("next", nullValue());
        get("/deliveries?state=IN_DOUBT").body("items[0].reach", equalTo("UNKNOWN"));
        get("/delegates/101/deliveries").body("items[0].attempts[0].text", equalTo("你好"));
        get("/cases").body("items", hasSize(2));
        call().get("/api/congresses/{c}/delegates/999/deliveries", congress.code())
                .then()
                .statusCode(404);
    }

    @Test
    void whoever_rang_them_up_confirms_for_them_once() {
        var confirm = "/api/congresses/" + congress.code() + "/deliveries/" + failed + "/confirm";
        var byDesk = Map.of("by", "desk 2", "way", "DESK");

        call().contentType("application/json")
                .body(Map.of("by", "x", "way", "CARD"))
                .post(confirm)
                .then()
                .statusCode(422);
        call().contentType("application/json")
                .body(byDesk)
                .post(confirm)
                .then()
                .statusCode(200)
                .body("first", equalTo(true));
        call().contentType("application/json").body(byDesk).post(confirm).then().body("first", equalTo(false));
        call().contentType("application/json")
                .body(byDesk)
                .post("/api/congresses/nowhere/deliveries/" + failed + "/confirm")
                .then()
                .statusCode(404);
        get("/board").body("needsAPerson.failed", equalTo(0)).body("deliveries.confirmed", equalTo(1));
    }

    @Test
    void the_stream_begins_with_the_board_and_goes_on_when_it_changes() {
        var lines = new ConcurrentLinkedQueue<String>();
        var request = HttpRequest.newBuilder(api.resolve(congress.code() + "/board/stream"))
                .header("Authorization", "Bearer " + KEY)
                .build();
        var stream = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.ofLines())
                .thenAcceptAsync(answer -> answer.body().forEach(lines::add));

        awaitData(lines, "\"total\":3");
        congress.delivery(notice, congress.delegate("202", "D02")).insert();
        awaitData(lines, "\"total\":4");
        assertThat(lines.stream().filter(line -> line.startsWith("data:"))).hasSize(2);
        stream.cancel(true);
    }

    private static void awaitData(ConcurrentLinkedQueue<String> lines, String part) {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> lines.stream()
                .anyMatch(line -> line.startsWith("data:") && line.contains(part)));
    }

    private ValidatableResponse get(String path) {
        return call().get("/api/congresses/" + congress.code() + path).then().statusCode(200);
    }

    private static RequestSpecification call() {
        return given().header("Authorization", "Bearer " + KEY);
    }
}
