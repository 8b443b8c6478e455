package io.herald.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.herald.HubTestResource;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(HubTestResource.class)
class DoorFlowIT {
    private static final String KEY = "a key that this test knows";

    @Inject
    Db db;

    @Inject
    AccessKeyStore store;

    @Inject
    HubClock clock;

    @BeforeEach
    void one_known_key() throws Exception {
        var hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(KEY.getBytes("UTF-8")));
        var now = clock.instant();
        db.transact(tx -> {
            if (store.inForce(tx, hash, now).isEmpty()) {
                var key = new AccessKey(Ids.next(), "test", Set.of(Right.ADMIN), null, "", now, null, null, null);
                store.insert(tx, key, hash);
            }
        });
    }

    @Test
    void a_call_without_a_key_or_with_a_wrong_one_is_refused() {
        given().get("/api/probe").then().statusCode(401).contentType("application/problem+json");
        given().header("Authorization", "Bearer wrong").get("/api/probe").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%61pi/probe",
                "/api;x=1/probe",
                "/api/probe;x=1",
                "//api/probe",
                "/api//probe",
                "/x/../api/probe",
                "/api/./probe"
            })
    void however_an_address_is_written_it_opens_to_nobody(String address) {
        given().urlEncodingEnabled(false)
                .get(address)
                .then()
                .statusCode(anyOf(equalTo(400), equalTo(401), equalTo(404)));
    }

    @Test
    void a_key_opens_and_health_needs_none() {
        withKey().get("/api/probe").then().statusCode(200).body("number", equalTo(1));
        given().get("/q/health").then().statusCode(200);
    }

    @Test
    void refusals_are_problems_with_their_reason() {
        withKey()
                .get("/api/probe/refused")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("detail", equalTo("This is why."));
        withKey().get("/api/nowhere").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void unreadable_json_is_refused_with_its_place() {
        withKey()
                .contentType("application/json")
                .body("{\"number\":\n oops}")
                .post("/api/probe")
                .then()
                .statusCode(400)
                .body("line", equalTo(2));
        withKey()
                .contentType("application/json")
                .body("{\"number\": \"many\"}")
                .post("/api/probe")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("/number"));
    }

    @Test
    void a_failure_shows_an_id_and_nothing_of_the_inside() {
        withKey()
                .get("/api/probe/broken")
                .then()
                .statusCode(500)
                .body("id", notNullValue())
                .body(not(containsString("inside")));
    }

    private static RequestSpecification withKey() {
        return given().header("Authorization", "Bearer " + KEY);
    }
}
