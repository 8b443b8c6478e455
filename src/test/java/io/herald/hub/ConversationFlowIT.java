package io.herald.hub;

import static io.herald.hub.ChangeFlowIT.recipients;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SampleCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Somebody writes, and a person answers. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class ConversationFlowIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Inject
    Db db;

    @Test
    void a_liaison_answers_what_one_of_theirs_wrote_by_one_sms_and_the_conversation_ends() {
        var congress = SampleCongress.withPeople(db, "answering");
        congress.broadcast(new JsonObject()
                .put("name", "hello")
                .put("text", new JsonObject().put("zh", "欢迎。").put("en", "Welcome."))
                .put("channels", new JsonArray().add("sms"))
                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D15"))));
        congress.settled();
        var person = ownPhone(congress);
        SampleCongress.json(new JsonObject().put("text", "我的行李还在车上"))
                .post("/api/sandbox/phones/" + person.phone() + "/reply")
                .then()
                .statusCode(200);
        await().atMost(PATIENCE).until(() -> open(congress).size() == 1);
        var message = open(congress).get(0).get("id");

        answer(congress, message, "L01", "好的", 404);
        answer(congress, message, "nobody", "好的", 422).body("detail", containsString("nobody"));
        answer(congress, message, "L29", " ", 422).body("detail", containsString("text"));
        answer(congress, message, "L29", "行李已送到您房间。{title}", 200);
        answer(congress, message, "L30", "再答一次", 409);

        assertThat(open(congress)).isEmpty();
        assertThat(recipients(congress.settled().phones("reply"))).isEqualTo(Set.of(person.recipient()));
        assertThat(congress.phones("reply")).singleElement().satisfies(sms -> assertThat(sms.text())
                .contains("行李已送到您房间。{title}")
                .doesNotContain("再答一次"));
        SampleCongress.hub()
                .get(congress.path() + "/delegates/" + person.recipient() + "/conversation")
                .then()
                .statusCode(200)
                .body("items.direction", equalTo(List.of("OUT", "IN", "OUT")))
                .body("items[0].by", equalTo("L29"))
                .body("items[1].text", equalTo("我的行李还在车上"))
                .body("items[1].closedBy", equalTo("L29"));
        var first = SampleCongress.hub()
                .queryParam("limit", 1)
                .get(congress.path() + "/delegates/" + person.recipient() + "/conversation")
                .jsonPath();
        SampleCongress.hub()
                .queryParam("after", first.getString("next"))
                .get(congress.path() + "/delegates/" + person.recipient() + "/conversation")
                .then()
                .statusCode(200)
                .body("items.direction", equalTo(List.of("IN", "OUT")));
    }

    private static ValidatableResponse answer(
            SampleCongress congress, Object message, String by, String text, int status) {
        return SampleCongress.json(new JsonObject().put("by", by).put("text", text))
                .post(congress.path() + "/inbound/" + message + "/answer")
                .then()
                .statusCode(status);
    }

    private static List<Map<String, Object>> open(SampleCongress congress) {
        return SampleCongress.hub()
                .queryParam("open", true)
                .get(congress.path() + "/inbound")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    private static SampleCongress.Sms ownPhone(SampleCongress congress) {
        var perPhone = congress.phones().stream()
                .collect(Collectors.groupingBy(SampleCongress.Sms::phone, Collectors.counting()));
        return congress.phones().stream()
                .filter(sms -> perPhone.get(sms.phone()) == 1)
                .findFirst()
                .orElseThrow();
    }
}
