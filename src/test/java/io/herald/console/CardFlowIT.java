package io.herald.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.herald.HubTestResource;
import io.herald.SmallCongress;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubTestResource.class)
class CardFlowIT {
    private static int congresses;

    @Inject
    Db db;

    @Inject
    HubClock clock;

    private SmallCongress congress;
    private Instant now;
    private long ada;
    private String card;

    @BeforeEach
    void a_delegate_with_a_card() {
        congress = new SmallCongress(db, "card-" + congresses++);
        now = clock.instant();
        ada = congress.delegate("101", "D01");
        card = "/c/" + congress.token("101");
    }

    @Test
    void a_page_shows_the_message_escaped_and_with_the_facts_of_now() {
        var old = new JsonObject().put("title", new JsonObject().put("zh", "旧名").put("en", "Old"));
        congress.item("opening", now.plus(Duration.ofHours(1)), Duration.ofHours(1), false);
        congress.delivery(
                        congress.notice()
                                .text("请看：{title} <script>")
                                .about("agenda/opening", old)
                                .insert(),
                        ada)
                .onCard(now.minusSeconds(60))
                .insert();

        given().accept("text/html")
                .get(card)
                .then()
                .statusCode(200)
                .contentType("text/html")
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header("X-Robots-Tag", containsString("noindex"))
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("请看：议程opening &lt;script&gt;"))
                .body(not(containsString("<script")))
                .body(containsString("href=\"tel:01012345678\""));
    }

    @Test
    void looking_marks_as_seen_but_asking_for_the_head_or_prefetching_does_not() {
        long delivery = congress.delivery(congress.notice().insert(), ada)
                .onCard(now.minusSeconds(60))
                .insert();

        given().head(card).then().statusCode(200);
        given().header("Purpose", "prefetch").get(card).then().statusCode(200);
        given().header("Sec-Purpose", "prefetch;prerender").get(card).then().statusCode(200);
        assertThat(seen(delivery)).isFalse();

        given().accept("application/json").get(card).then().statusCode(200).body("messages", hasSize(1));
        assertThat(seen(delivery)).isTrue();
    }

    @Test
    void a_confirmation_needs_no_script_and_counts_once() {
        long delivery = congress.delivery(congress.notice().ackAsked().insert(), ada)
                .state("DELIVERED")
                .onCard(now.minusSeconds(60))
                .insert();
        var confirm = card + "/deliveries/" + delivery + "/confirm";

        given().accept("text/html").get(card).then().body(containsString("action=\"" + confirm));
        for (int press = 0; press < 2; press++) {
            given().redirects()
                    .follow(false)
                    .accept("text/html")
                    .contentType("application/x-www-form-urlencoded")
                    .post(confirm + "?lang=en")
                    .then()
                    .statusCode(303)
                    .header("Location", equalTo(card + "?lang=en#m" + delivery));
        }
        given().accept("text/html").get(card).then().body(containsString("已确认")).body(not(containsString("<form")));
    }

    @Test
    void what_was_replaced_is_struck_through_and_cannot_be_confirmed() {
        long delivery = congress.delivery(
                        congress.notice().ackAsked().superseded().insert(), ada)
                .onCard(now.minusSeconds(60))
                .insert();

        given().accept("text/html")
                .get(card)
                .then()
                .body(containsString("<s class=\"text\">你好</s>"))
                .body(not(containsString("<form")));
        given().accept("application/json")
                .post(card + "/deliveries/" + delivery + "/confirm")
                .then()
                .statusCode(409);
        assertThat(seen(delivery)).isFalse();
    }

    @Test
    void another_delegates_message_is_neither_shown_nor_confirmed_and_nor_is_one_that_is_not_due() {
        long bob = congress.delegate("102", "D01");
        long his = congress.delivery(congress.notice().insert(), bob)
                .onCard(now.minusSeconds(60))
                .insert();
        long later = congress.delivery(congress.notice().insert(), ada)
                .onCard(now.plusSeconds(600))
                .insert();

        given().accept("application/json").get(card).then().body("messages", hasSize(0));
        for (long delivery : new long[] {his, later}) {
            given().accept("application/json")
                    .post(card + "/deliveries/" + delivery + "/confirm")
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void an_unknown_card_says_nothing() {
        given().accept("text/html")
                .get("/c/nobody")
                .then()
                .statusCode(404)
                .contentType("text/html")
                .header("Cache-Control", "no-store");
        given().accept("application/json").get("/c/nobody").then().statusCode(404);
        given().accept("text/html")
                .post("/c/nobody/deliveries/1/confirm")
                .then()
                .statusCode(404);
    }

    @Test
    void the_agenda_holds_their_seats_and_what_is_for_everybody() {
        long bob = congress.delegate("102", "D01");
        congress.item("mine", noon(0), Duration.ofHours(1), false);
        congress.item("others", noon(0), Duration.ofHours(1), false);
        congress.item("open", noon(1), Duration.ofHours(1), true);
        congress.item("later", noon(2), Duration.ofHours(1), false);
        congress.seat("mine", ada, "7-12");
        congress.seat("others", bob, "1-1");

        given().accept("application/json")
                .get(card + "?lang=en")
                .then()
                .body("language", equalTo("EN"))
                .body("days[0].items.title", equalTo(List.of("Item mine")))
                .body("days[0].items[0].seat", equalTo("7-12"))
                .body("days[0].items[0].time", equalTo("12:00–13:00"))
                .body("days[1].items.title", equalTo(List.of("Item open")))
                .body("days[1].items[0].cancelled", equalTo(true))
                .body("liaison", nullValue());
    }

    @Test
    void the_front_page_and_the_style_need_no_key() {
        given().get("/").then().statusCode(200).body(containsString("/q/openapi"));
        given().get("/card.css").then().statusCode(200);
    }

    private Instant noon(int day) {
        var zone = ZoneId.of("Asia/Shanghai");
        return now.atZone(zone)
                .toLocalDate()
                .plusDays(day)
                .atTime(12, 0)
                .atZone(zone)
                .toInstant();
    }

    private boolean seen(long delivery) {
        return db.read(tx -> tx.one(
                        "select seen_at is not null as seen from delivery where id = $1",
                        row -> row.getBoolean("seen"),
                        delivery))
                .orElseThrow();
    }
}
