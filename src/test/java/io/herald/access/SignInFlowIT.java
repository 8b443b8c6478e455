package io.herald.access;

import static io.herald.SampleCongress.hub;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SignedIn;
import io.herald.SmallCongress;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How staff sign in, and what they have to do before anything else. */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class SignInFlowIT {
    private static final String PASSWORD = "a walk by the river";
    private static final String COOKIE = SignedIn.COOKIE;

    @Inject
    Db db;

    @Inject
    HubClock clock;

    @Test
    void whoever_was_given_a_password_changes_it_first_of_all() {
        var name = name();
        var given = account(name, "auditor");
        var answer = signIn(name, given, null);
        answer.then().statusCode(200).body("owes", contains("password"));
        var session = answer.cookie(COOKIE);
        with(session).get("/api/congresses").then().statusCode(403).body("detail", containsString("password"));

        change(session, given, "short").then().statusCode(422);
        change(session, "not the password", PASSWORD).then().statusCode(401);
        var after = change(session, given, PASSWORD);
        after.then().statusCode(204);

        with(after.cookie(COOKIE)).get("/api/congresses").then().statusCode(200);
        with(session).get("/api/session").then().statusCode(401);
        signIn(name, given, null).then().statusCode(401);
        signIn(name, PASSWORD, null).then().statusCode(200).body("owes", empty());
    }

    @Test
    void the_cookie_is_for_this_hub_alone_and_for_no_script() {
        var name = name();
        var cookie = signIn(name, account(name, "auditor"), null).detailedCookie(COOKIE);
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.isSecured()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getMaxAge()).isNegative();
    }

    @Test
    void who_can_release_shows_a_second_factor() {
        var name = name();
        var session = changed(name, account(name, "secretariat"));
        with(session).get("/api/congresses").then().statusCode(403).body("detail", containsString("second factor"));

        var offer = put(session).body(json("password", PASSWORD)).post("/api/session/second-factor");
        offer.then().statusCode(200).body("address", containsString("otpauth://totp/Herald:" + name));
        put(session)
                .body(json("code", "000000"))
                .put("/api/session/second-factor")
                .then()
                .statusCode(422);
        long step = Totp.step(clock.instant());
        var secret = secretOf(name, "totp_offer");
        var proven = put(session).body(json("code", Totp.code(secret, step))).put("/api/session/second-factor");
        proven.then().statusCode(200);
        with(session).get("/api/session").then().statusCode(401);
        with(proven.cookie(COOKIE)).get("/api/congresses").then().statusCode(200);

        signIn(name, PASSWORD, null).then().statusCode(401).body("needs", equalTo("code"));
        signIn(name, PASSWORD, Totp.code(secret, step)).then().statusCode(401);
        signIn(name, PASSWORD, Totp.code(secret, step + 1))
                .then()
                .statusCode(200)
                .body("owes", empty());
        signIn(name, PASSWORD, Totp.code(secret, step + 1)).then().statusCode(401);

        List<String> recovery = proven.path("recovery");
        assertThat(recovery).hasSize(10).doesNotHaveDuplicates();
        signIn(name, PASSWORD, recovery.get(3)).then().statusCode(200);
        signIn(name, PASSWORD, recovery.get(3)).then().statusCode(401);
    }

    @Test
    void a_reset_ends_sessions_and_takes_the_second_factor_on_wish() {
        var name = name();
        var session = changed(name, account(name, "auditor"));
        var given = hub().post("/api/accounts/" + name + "/reset?second-factor=true");
        given.then().statusCode(200);
        with(session).get("/api/session").then().statusCode(401);
        signIn(name, given.path("password"), null).then().statusCode(200).body("owes", contains("password"));
    }

    @Test
    void an_account_that_has_ended_opens_nothing() {
        var name = name();
        var session = changed(name, account(name, "auditor"));
        hub().delete("/api/accounts/" + name).then().statusCode(204);
        with(session).get("/api/session").then().statusCode(401);
        signIn(name, PASSWORD, null).then().statusCode(401);
        hub().delete("/api/accounts/" + name).then().statusCode(404);
        make(name, "auditor", null, null).then().statusCode(409);
        hub().get("/api/accounts").then().body("find { it.name == '" + name + "' }.ended", notNullValue());
    }

    @Test
    void a_wrong_password_and_a_name_nobody_has_are_answered_alike() {
        var name = name();
        account(name, "auditor");
        var wrong = signIn(name, "not the password", null);
        var unknown = signIn(name(), "not the password", null);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
    }

    @Test
    void who_guesses_has_to_wait_whether_there_is_such_an_account_or_not() {
        var name = name();
        var given = account(name, "auditor");
        for (var each : List.of(name, name())) {
            for (int guess = 0; guess < 5; guess++) {
                signIn(each, "guess " + guess, null).then().statusCode(401);
            }
            pausedFor(each, 60);
            signIn(each, given, null).then().statusCode(429).header("Retry-After", notNullValue());
        }
    }

    @Test
    void a_session_that_was_planted_is_worth_nothing() {
        var name = name();
        var planted = "planted-by-somebody-else";
        var answer = given().cookie(COOKIE, planted)
                .contentType("application/json")
                .body(proof(name, account(name, "auditor"), null))
                .post("/api/session");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.cookie(COOKIE)).isNotEqualTo(planted);
        with(planted).get("/api/session").then().statusCode(401);
    }

    @Test
    void signing_in_again_ends_the_session_of_before() {
        var name = name();
        var session = changed(name, account(name, "auditor"));
        given().cookie(COOKIE, session)
                .contentType("application/json")
                .body(proof(name, PASSWORD, null))
                .post("/api/session")
                .then()
                .statusCode(200);
        with(session).get("/api/session").then().statusCode(401);
    }

    @Test
    void signing_out_ends_one_session_or_all() {
        var name = name();
        var first = changed(name, account(name, "auditor"));
        var second = signIn(name, PASSWORD, null).cookie(COOKIE);
        var third = signIn(name, PASSWORD, null).cookie(COOKIE);
        with(first).delete("/api/session").then().statusCode(204);
        with(first).get("/api/session").then().statusCode(401);
        with(second).get("/api/session").then().statusCode(200);
        with(second).delete("/api/session?everywhere=true").then().statusCode(204);
        with(third).get("/api/session").then().statusCode(401);
    }

    @Test
    void a_session_ends_by_itself() {
        var idle = SignedIn.as(db, "AUDITOR").token();
        set(idle, "seen_at = now() - interval '31 minutes'");
        with(idle).get("/api/session").then().statusCode(401);
        var old = SignedIn.as(db, "AUDITOR").token();
        set(old, "ends_at = now() - interval '1 second'");
        with(old).get("/api/session").then().statusCode(401);
    }

    @Test
    void whoever_leaves_the_staff_is_out() {
        var congress = new SmallCongress(db, "leaving");
        var liaison = SignedIn.as(db, "LIAISON", congress, "L01", "D01", "");
        liaison.calls().get("/api/session").then().statusCode(200).body("name", equalTo("L01"));
        db.transact(tx -> tx.update("update staff set removed_at = now() where congress = 'leaving' and code = 'L01'"));
        liaison.calls().get("/api/session").then().statusCode(401);
    }

    @Test
    void a_page_of_another_site_cannot_use_a_session() {
        var staff = SignedIn.as(db, "AUDITOR");
        delete(staff, "Sec-Fetch-Site", "cross-site").then().statusCode(403);
        delete(staff, "Sec-Fetch-Site", "same-site").then().statusCode(403);
        delete(staff, "Origin", "https://evil.example").then().statusCode(403);
        delete(staff, "Origin", "null").then().statusCode(403);
        delete(staff, "X-Nothing", "said").then().statusCode(403);
        delete(staff, "Origin", FlowProfile.PUBLIC_URL).then().statusCode(204);
        delete(staff, "Sec-Fetch-Site", "same-origin").then().statusCode(204);
    }

    @Test
    void a_page_of_another_site_cannot_sign_somebody_in() {
        var name = name();
        given().header("Sec-Fetch-Site", "cross-site")
                .contentType("application/json")
                .body(proof(name, account(name, "auditor"), null))
                .post("/api/session")
                .then()
                .statusCode(403);
        given().contentType("text/plain").body("{}").post("/api/session").then().statusCode(415);
    }

    @Test
    void what_is_no_account_is_refused() {
        make("Big Name", "auditor", null, null).then().statusCode(422);
        make(name(), "liaison", null, null).then().statusCode(422).body("detail", containsString("staff"));
        make(name(), "duty", "nowhere", null).then().statusCode(422).body("detail", containsString("nowhere"));
        make(name(), "king", null, null).then().statusCode(400);
        signIn("nul\0", "not the password", null).then().statusCode(401);
        var congress = new SmallCongress(db, "no-account");
        make(name(), "administrator", congress.code(), null).then().statusCode(422);
        make(name(), new JsonArray().add("liaison").add("auditor"), congress.code(), "L99")
                .then()
                .statusCode(422)
                .body("detail", containsString("roles"));
        make(name(), "liaison", congress.code(), "L99").then().statusCode(422).body("detail", containsString("L99"));
    }

    @Test
    void no_list_shows_a_password() {
        var name = name();
        var given = account(name, "auditor");
        hub().get("/api/accounts").then().body("name", hasItem(name)).body(not(containsString(given)));
        assertThat(db.<String>read(
                        tx -> tx.one("select password from account where name = $1", row -> row.getString(0), name)
                                .orElseThrow()))
                .startsWith("$argon2id$")
                .doesNotContain(given);
    }

    @Test
    void what_is_done_to_accounts_is_written_down_with_who_and_from_where() {
        var name = name();
        changed(name, account(name, "auditor"));
        hub().delete("/api/accounts/" + name).then().statusCode(204);
        List<String> lines = db.read(tx -> tx.list(
                "select who || ' ' || action || ' ' || address as line from audit where target = $1 order by id",
                row -> row.getString("line"),
                name));
        assertThat(lines)
                .containsExactly(
                        "bootstrap account-made 127.0.0.1",
                        name + " signed-in 127.0.0.1",
                        name + " password-changed 127.0.0.1",
                        "bootstrap account-ended 127.0.0.1");
        hub().get("/api/audit/verify").then().statusCode(200).body("intact", equalTo(true));
        hub().get("/api/audit?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("next", equalTo("1"));
    }

    @Test
    void every_answer_is_safe_in_a_browser() {
        for (var path : List.of("/", "/api/congresses", "/nowhere", "/q/health")) {
            given().get(path)
                    .then()
                    .header("X-Content-Type-Options", "nosniff")
                    .header("X-Frame-Options", "DENY")
                    .header("Referrer-Policy", "no-referrer")
                    .header("Strict-Transport-Security", containsString("max-age"))
                    .header("Content-Security-Policy", containsString("default-src 'none'"));
        }
        hub().get("/api/congresses").then().statusCode(200).header("Cache-Control", "no-store");
    }

    @Test
    void the_body_of_a_sign_in_is_small() {
        given().contentType("application/json")
                .body("x".repeat(70_000))
                .post("/api/session")
                .then()
                .statusCode(413);
    }

    private static String name() {
        return "staff-" + UUID.randomUUID();
    }

    /** Makes an account and answers the password it was given. */
    private static String account(String name, String role) {
        var made = make(name, role, null, null);
        assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
        return made.path("password");
    }

    private static Response make(String name, String role, String congress, String staff) {
        return make(name, new JsonArray().add(role), congress, staff);
    }

    private static Response make(String name, JsonArray roles, String congress, String staff) {
        var body = new JsonObject()
                .put("name", name)
                .put("roles", roles)
                .put("congress", congress)
                .put("staff", staff);
        return hub().contentType("application/json").body(body.encode()).post("/api/accounts");
    }

    /** The session after the password was changed. */
    private static String changed(String name, String given) {
        var session = signIn(name, given, null).cookie(COOKIE);
        var changed = change(session, given, PASSWORD);
        assertThat(changed.statusCode()).as(changed.asString()).isEqualTo(204);
        return changed.cookie(COOKIE);
    }

    private static Response change(String session, String current, String password) {
        return put(session)
                .body(new JsonObject()
                        .put("current", current)
                        .put("password", password)
                        .encode())
                .put("/api/session/password");
    }

    private static Response signIn(String name, String password, String code) {
        return given().contentType("application/json")
                .body(proof(name, password, code))
                .post("/api/session");
    }

    private static String proof(String name, String password, String code) {
        return new JsonObject()
                .put("name", name)
                .put("password", password)
                .put("code", code)
                .encode();
    }

    private static RequestSpecification put(String session) {
        return with(session).contentType("application/json");
    }

    private static RequestSpecification with(String session) {
        return given().cookie(COOKIE, session).header("Sec-Fetch-Site", "same-origin");
    }

    private static Response delete(SignedIn staff, String header, String value) {
        return given().cookie(COOKIE, staff.token()).header(header, value).delete("/api/session");
    }

    private static String json(String field, String value) {
        return new JsonObject().put(field, value).encode();
    }

    private byte[] secretOf(String name, String column) {
        return db.read(tx -> tx.one(
                        "select " + column + " as secret from account where name = $1",
                        row -> row.getBuffer("secret").getBytes(),
                        name)
                .orElseThrow());
    }

    private void set(String token, String what) {
        db.transact(tx -> tx.update("update staff_session set " + what + " where hash = $1", CardTokens.hash(token)));
    }

    /** Makes the pause of an account longer than this test takes on a busy machine. */
    private void pausedFor(String name, int seconds) {
        db.transact(tx -> tx.update(
                "update sign_in_pause set free_at = free_at + make_interval(secs => $2) where who = $1 and free_at > last_at",
                CardTokens.hash("account " + name),
                (double) seconds));
    }
}
