package io.herald.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.herald.FlowProfile;
import io.herald.HubTestResource;
import io.herald.SignedIn;
import io.herald.SmallCongress;
import io.herald.platform.Db;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Calls every endpoint of the OpenAPI document as every role and as nobody. Who gets in stands in {@code access/endpoints.txt};
 * an endpoint that is not in there fails with the line it would be.
 */
@QuarkusTest
@TestProfile(FlowProfile.class)
@QuarkusTestResource(HubTestResource.class)
class RoleEndpointFlowIT {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");
    private static final String OWN = "role-table";
    private static final String NOBODY = "N";

    /** By the letters of the table. */
    private static final Map<String, SignedIn> STAFF = new LinkedHashMap<>();

    private static SignedIn stranger;

    private final HttpClient http = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URI hub;

    @Inject
    Db db;

    @BeforeEach
    void somebody_of_every_role() {
        if (STAFF.isEmpty()) {
            var congress = new SmallCongress(db, OWN);
            STAFF.put("A", SignedIn.as(db, "ADMINISTRATOR"));
            STAFF.put("S", SignedIn.as(db, "SECRETARIAT", OWN));
            STAFF.put("P", SignedIn.as(db, "APPROVER", OWN));
            STAFF.put("D", SignedIn.as(db, "DUTY", OWN));
            STAFF.put("L", SignedIn.as(db, "LIAISON", congress, "L01", "D01", ""));
            STAFF.put("C", SignedIn.as(db, "CHIEF", congress, "C01", "", "R01"));
            STAFF.put("U", SignedIn.as(db, "AUDITOR"));
            stranger = SignedIn.as(db, "SECRETARIAT", new SmallCongress(db, "role-table-other").code());
        }
    }

    @Test
    void every_endpoint_lets_in_whom_the_table_says() throws Exception {
        var table = table();
        var found = new TreeMap<String, String>();
        endpoints().forEach(endpoint -> found.put(endpoint, letIn(endpoint)));
        assertThat(lines(found)).isEqualTo(lines(table));
    }

    @Test
    void nobody_gets_into_another_congress() throws Exception {
        assertThat(endpoints().stream()
                        .filter(endpoint -> endpoint.contains("{congress}"))
                        .filter(endpoint -> status(endpoint, stranger) != 403))
                .isEmpty();
    }

    private String letIn(String endpoint) {
        var letters = new StringBuilder(status(endpoint, null) == 401 ? "." : NOBODY);
        STAFF.forEach((letter, person) -> letters.append(
                switch (status(endpoint, person)) {
                    case 401, 403 -> ".";
                    case 500, 502, 503 -> "!";
                    default -> letter;
                }));
        return letters.toString();
    }

    private int status(String endpoint, SignedIn person) {
        var words = endpoint.split(" ");
        var body = words[0].equals("GET") || words[0].equals("DELETE")
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString("{}");
        var request = HttpRequest.newBuilder(hub.resolve(filled(words[1])))
                .method(words[0], body)
                .header("Content-Type", "application/json")
                .header("Sec-Fetch-Site", "same-origin");
        if (person != null) {
            request.header("Cookie", SignedIn.COOKIE + "=" + person.token());
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            answer.body().close(); // a stream would never end
            return answer.statusCode();
        } catch (IOException failure) {
            throw new UncheckedIOException(endpoint, failure);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** With a congress that is there, and everything else that is nowhere. */
    private static String filled(String path) {
        return path.replace("{congress}", OWN)
                .replaceAll("\\{(notice|key|id)}", "00000000-0000-7000-8000-000000000000")
                .replaceAll("\\{[^}]+}", "0");
    }

    private List<String> endpoints() throws Exception {
        var request =
                HttpRequest.newBuilder(hub.resolve("/q/openapi?format=json")).build();
        var document =
                new JsonObject(http.send(request, BodyHandlers.ofString()).body());
        var endpoints = new ArrayList<String>();
        document.getJsonObject("paths").forEach(path -> ((JsonObject) path.getValue())
                .fieldNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method -> endpoints.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        return endpoints;
    }

    private static Map<String, String> table() throws IOException {
        var table = new TreeMap<String, String>();
        try (var file = RoleEndpointFlowIT.class.getResourceAsStream("/access/endpoints.txt")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\s+"))
                    .forEach(words -> table.put(words[1] + " " + words[2], words[0]));
        }
        return table;
    }

    private static String lines(Map<String, String> table) {
        var lines = new StringBuilder();
        table.forEach((endpoint, letters) ->
                lines.append(letters).append(' ').append(endpoint).append('\n'));
        return lines.toString();
    }
}
