package io.herald.roster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.herald.HubTestResource;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(HubTestResource.class)
class RosterFlowIT {
    private static final String KEY = "a key of the roster's test";
    private static final String CONGRESS = "/api/congresses/party";
    private static final String FORM = """
            {"name": {"zh": "省党代会", "en": "Provincial Congress"}, "zone": "Asia/Shanghai",
             "languages": ["zh", "en"], "region": "CN", "sample": true,
             "settings": {"signature": {"zh": "【省党代会】", "en": ""}, "quietFrom": "22:30", "quietTo": "06:30"}}
            """;

    @Inject
    Db db;

    @Inject
    HubClock clock;

    @BeforeEach
    void a_congress_with_one_delegation() throws Exception {
        var digest = MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        db.transact(tx -> tx.update(
                "insert into access_key (id, name, hash, rights, created_at) values ($1, 'roster', $2, '{ADMIN}', $3) on conflict do nothing",
                UUID.randomUUID(),
                HexFormat.of().formatHex(digest),
                clock.instant()));
        json(FORM).put(CONGRESS).then().statusCode(200);
        csv("code,name\nD01,第一代表团\n")
                .post(CONGRESS + "/delegations/import")
                .then()
                .statusCode(200);
    }

    @Test
    void a_congress_is_kept_and_listed() {
        with().get(CONGRESS)
                .then()
                .statusCode(200)
                .body("name.zh", equalTo("省党代会"))
                .body("settings.quietFrom", containsString("22:30"))
                .body("settings.inDoubt", equalTo("AT_MOST_ONCE"));
        with().get("/api/congresses").then().body("code", hasItem("party"));
        with().get("/api/congresses/none").then().statusCode(404);
    }

    @Test
    void a_wrong_congress_is_refused_with_every_reason() {
        json("{\"zone\": \"Mars/Base\", \"languages\": [\"fr\"], \"region\": \"XX\"}")
                .put("/api/congresses/Wrong_Code")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors.field", hasSize(5));
        json(FORM.replace("\"sample\": true", "\"sample\": false"))
                .put(CONGRESS)
                .then()
                .statusCode(409);
    }

    @Test
    void delegates_come_in_by_file_and_go_out_again() {
        var table = "编号,姓名,手机,代表团\n001,王小明,+999 86 000001,D01\n002,李华,,D01\n";
        var file = table.getBytes(Charset.forName("GB18030"));

        with().contentType("application/octet-stream")
                .body(file)
                .post(CONGRESS + "/delegates/import?dry-run=true&filename=people.csv")
                .then()
                .statusCode(200)
                .body("added", equalTo(2))
                .body("applied", equalTo(false))
                .body("filename", equalTo("people.csv"));
        with().contentType("text/csv")
                .body(file)
                .post(CONGRESS + "/delegates/import")
                .then()
                .statusCode(200)
                .body("applied", equalTo(true));

        with().get(CONGRESS + "/delegates?limit=1")
                .then()
                .body("items[0].name.zh", equalTo("王小明"))
                .body("items", hasSize(1));
        with().get(CONGRESS + "/delegates?q=李")
                .then()
                .body("items.code", equalTo(List.of("002")))
                .body("next", nullValue());
        with().get(CONGRESS + "/delegates/001").then().body("profile.smsPhone", equalTo("+99986000001"));

        var exported = with().get(CONGRESS + "/delegates/export").asByteArray();
        with().contentType("text/csv")
                .body(exported)
                .post(CONGRESS + "/delegates/import")
                .then()
                .body("unchanged", equalTo(2))
                .body("added", equalTo(0))
                .body("changed", equalTo(0))
                .body("removed", equalTo(0));
    }

    @Test
    void bad_rows_are_answered_as_a_problem_with_row_column_value_and_reason() {
        var answer = csv("code,name,delegation\n009,王,D77\n")
                .post(CONGRESS + "/delegates/import")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("errors[0].row", equalTo(2))
                .body("errors[0].column", equalTo("delegation"))
                .body("errors[0].value", equalTo("D77"))
                .body("errors[0].reason", containsString("no delegation"))
                .extract();

        assertThat(answer.<Integer>path("badCount")).isEqualTo(1);
        with().get(CONGRESS + "/delegates/009").then().statusCode(404);
    }

    @Test
    void a_file_that_is_no_table_is_refused() {
        with().contentType("application/octet-stream")
                .body(new byte[] {'P', 'K', 3, 4, 1, 2, 3})
                .post(CONGRESS + "/delegates/import")
                .then()
                .statusCode(400)
                .body("detail", containsString("workbook"));
    }

    private static RequestSpecification csv(String table) {
        return with().contentType("text/csv; charset=UTF-8").body(table.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestSpecification json(String body) {
        return with().contentType("application/json").body(body);
    }

    private static RequestSpecification with() {
        return given().header("Authorization", "Bearer " + KEY);
    }
}
