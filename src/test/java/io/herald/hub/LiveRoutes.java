package io.herald.hub;

import static io.herald.SampleCongress.hub;
import static io.herald.SampleCongress.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.FlowProfile;
import io.herald.platform.Db;
import io.herald.provider.twilio.StandInMessage;
import io.herald.provider.twilio.TwilioStandIn;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Two live routes that lead to stand-ins, and real congresses of people with phones that only the stand-ins ever hear of. */
final class LiveRoutes implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PROBES = "+8613800139";

    final TwilioStandIn twilio = new TwilioStandIn(FlowProfile.port("twilio"));
    final TwilioStandIn spare = new TwilioStandIn(FlowProfile.port("spare"));
    private final Db db;

    LiveRoutes(Db db) {
        this.db = db;
    }

    /** A route that failed in another story returns by small steps: probes that go through bring it back. */
    void inGoodHealth() {
        people("probe", 1001, 16);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> {
            release("probe", broadcast());
            awaitNothingPlanned(
                    "probe"); // a probe still on its way would meet the story's trouble, or an old connection
            return route("twilio").getString("state").equals("WELL");
        });
    }

    /** What the hub says of a route. */
    JsonPath route(String name) {
        var answer = hub().get("/api/routes");
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.jsonPath().setRootPath("routes.find { it.name == '" + name + "' }");
    }

    /** What a stand-in was asked to send, probes aside. */
    static List<Map<String, String>> posts(TwilioStandIn standIn) {
        return standIn.posts().stream()
                .filter(post -> !post.get("To").startsWith(PROBES))
                .toList();
    }

    /** The phones a stand-in was asked to send to, probes aside. */
    static List<String> phones(TwilioStandIn standIn) {
        return posts(standIn).stream().map(post -> post.get("To")).toList();
    }

    /** What a stand-in has taken, probes aside. */
    static List<StandInMessage> messages(TwilioStandIn standIn) {
        return standIn.all().stream()
                .filter(message -> !message.form().get("To").startsWith(PROBES))
                .toList();
    }

    static JsonObject broadcast() {
        return new JsonObject()
                .put("name", "news")
                .put("text", new JsonObject().put("zh", "请到大厅集合。"))
                .put("channels", new JsonArray().add("sms"))
                .put("audience", "everyone");
    }

    static JsonObject urgent() {
        return broadcast().put("lane", "urgent");
    }

    /** Three delegates. */
    static void real(String code) {
        people(code, 1, 3);
    }

    /** So many delegates, their phones one after the other. */
    static void people(String code, int first, int count) {
        people(code, first, count, new JsonObject());
    }

    /** Likewise in a congress with settings of its own; what is urgent needs no second person. */
    static void people(String code, int first, int count, JsonObject settings) {
        json(new JsonObject()
                        .put("settings", settings.put("twoPersons", new JsonObject().put("urgent", false)))
                        .put("name", new JsonObject().put("zh", "真实大会"))
                        .put("zone", "Asia/Shanghai")
                        .put("languages", new JsonArray().add("zh"))
                        .put("region", "CN")
                        .put("sample", false)
                        .encode())
                .put("/api/congresses/" + code)
                .then()
                .statusCode(200);
        table(code, "delegations", "code,name\nD01,第一代表团\n");
        table(
                code,
                "delegates",
                IntStream.range(first, first + count)
                        .mapToObj(n -> "%d,代表%d,1380013%04d,D01".formatted(n, n, 8000 + n))
                        .collect(Collectors.joining("\n", "code,name,phone,delegation\n", "\n")));
    }

    private static void table(String code, String name, String csv) {
        hub().contentType("text/csv; charset=UTF-8")
                .body(csv.getBytes(StandardCharsets.UTF_8))
                .post("/api/congresses/" + code + "/" + name + "/import")
                .then()
                .statusCode(200);
    }

    static void release(String code, JsonObject broadcast) {
        json(broadcast.encode())
                .post("/api/congresses/" + code + "/notices")
                .then()
                .statusCode(201);
    }

    /** As Twilio calls the public address, which leads to this hub; what is signed is the public address. */
    Response callback(TwilioStandIn standIn, String sid, String token) {
        var signed = standIn.callbackUrl(sid);
        var fields = standIn.statusFields(sid);
        return RestAssured.given()
                .contentType("application/x-www-form-urlencoded; charset=utf-8")
                .header("X-Twilio-Signature", TwilioStandIn.sign(token, signed.toString(), fields))
                .formParams(fields)
                .post(signed.getPath() + "?" + signed.getQuery());
    }

    /** The steps of a delegate's attempts, the first attempt first, each as {@code STEP detail}. */
    static List<String> steps(String code, int delegate) {
        return hub().get("/api/congresses/" + code + "/delegates/" + delegate + "/deliveries")
                .jsonPath()
                .getList("items[0].attempts.steps.flatten().collect { it.step + ' ' + it.detail }");
    }

    void awaitStates(String code, Map<String, Long> wanted) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).untilAsserted(() -> assertThat(states(code))
                .isEqualTo(wanted));
    }

    /** Whoever was released is planned by and by: nobody is left to be planned, and nothing planned is left to be sent. */
    void awaitNothingPlanned(String code) {
        await().atMost(PATIENCE)
                .until(() -> heads(code)
                                == states(code).values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum()
                        && !states(code).toString().contains("PLANNED"));
    }

    private long heads(String code) {
        return counts("select 'heads' as key, sum(heads) as n from notice where congress = $1", code)
                .get("heads");
    }

    /** Deliveries by state and reason. */
    Map<String, Long> states(String code) {
        return counts("""
                select d.state || coalesce(' ' || d.reason, '') as key, count(*) as n from delivery d
                 where d.congress = $1 group by 1
                """, code);
    }

    /** Attempts by route and outcome. */
    Map<String, Long> attempts(String code) {
        return counts("""
                select a.route || ' ' || a.outcome as key, count(*) as n
                  from attempt a join delivery d on d.id = a.delivery
                 where d.congress = $1 group by 1
                """, code);
    }

    /** How many attempts each window over a route had, in the order in which they were written down. */
    List<Long> windows(String code, String route) {
        return db.read(tx -> tx.list("""
                select count(*) as n from attempt a join delivery d on d.id = a.delivery
                 where d.congress = $1 and a.route = $2
                 group by a.written_at, a.batch order by a.written_at
                """, row -> row.getLong("n"), code, route));
    }

    long asked(String code) {
        return counts("""
                        select 'asks' as key, sum(a.asks) as n from attempt a join delivery d on d.id = a.delivery
                         where d.congress = $1
                        """, code).get("asks");
    }

    private Map<String, Long> counts(String sql, String code) {
        return db.read(tx -> tx.list(sql, row -> Map.entry(row.getString("key"), row.getLong("n")), code)).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** With its stand-ins gone a story is over: what it left in doubt must not be sent again into the next one. */
    @Override
    public void close() {
        db.read(tx -> tx.list(
                        "select congress, id from notice where stopped_at is null and congress ~ '^(live|failover|doubt|probe)'",
                        row -> "/api/congresses/" + row.getString("congress") + "/notices/" + row.getUUID("id")))
                .forEach(notice -> hub().post(notice + "/stop").then().statusCode(200));
        twilio.close();
        spare.close();
    }
}
