package io.herald.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.herald.fault.Cluster.Broadcast;
import io.herald.provider.twilio.StandInMessage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What really happened in a cluster, by the phone network's own record, by its tables, and by what it shows to staff. */
final class ClusterWitness {
    /** A line of counts for every story. */
    private static final Path COUNTS = HubProcess.left("counts.txt");

    private static final String COUNTED =
            "%-62s %6d told, %d lost, %d doubled; %6d calls, attempts %s; receipts %d, given up %d; %5.1f s%n";

    private final Cluster cluster;
    private final HubTables tables;

    ClusterWitness(Cluster cluster) {
        this.cluster = cluster;
        this.tables = new HubTables(cluster.postgres()::connect);
    }

    void startWatching() throws SQLException {
        tables.startWatching();
    }

    HubTables tables() {
        return tables;
    }

    /** How many messages of the broadcast the network has. */
    long taken(Broadcast broadcast) {
        return cluster.network().taken(broadcast.words()).size();
    }

    /**
     * Waits until the broadcast is over, and finds every phone told exactly once, every delivery delivered, nothing left in the
     * air, no state that went down, and the board saying the same. Keeps the story's counts.
     */
    void everyoneWasToldOnce(String story, Broadcast broadcast) throws Exception {
        awaitOver(broadcast);
        double seconds = (System.nanoTime() - broadcast.askedAt()) / 1e9;
        var copies = copies(broadcast);
        long doubled = copies.values().stream().filter(times -> times > 1).count();
        long lost = cluster.congress().heads() - copies.size();
        tell(COUNTED.formatted(
                story,
                copies.size(),
                lost,
                doubled,
                cluster.network().calls(),
                attempts(broadcast),
                cluster.network().callbacks().kept(),
                cluster.network().callbacks().givenUp(),
                seconds));
        assertThat(copies.entrySet().stream().filter(phone -> phone.getValue() > 1))
                .as(() -> "told more than once, of " + story + ": " + historyOfDoubled(broadcast, copies))
                .isEmpty();
        assertThat(lost).as("not told at all").isZero();
        assertThat(states(broadcast))
                .isEqualTo(Map.of("DELIVERED", (long) cluster.congress().heads()));
        tables.statesOnlyMovedAsAllowed();
        boardsSayTheSame();
    }

    private void awaitOver(Broadcast broadcast) {
        await().atMost(cluster.scale().patience())
                .pollInterval(Duration.ofMillis(100))
                .failFast(() -> cluster.nodes().forEach(HubProcess::mustRun))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(isOver(broadcast))
                        .as(() -> progress(broadcast))
                        .isTrue());
    }

    /** Everybody planned, no batch open, no delivery without its end, no attempt in the air, no report still on the way. */
    private boolean isOver(Broadcast broadcast) {
        return tables.count("select planned from notice where id = '" + broadcast.notice() + "'")
                        == cluster.congress().heads()
                && tables.count("select count(*) from batch where state <> 'DONE' and notice = '" + broadcast.notice()
                                + "'")
                        == 0
                && tables.count("select count(*) from delivery where notice = '" + broadcast.notice()
                                + "' and state not in ('DELIVERED', 'FAILED', 'EXPIRED', 'WITHDRAWN')")
                        == 0
                && tables.count("select count(*) from attempt where outcome in ('FLYING', 'UNKNOWN') and "
                                + ofBroadcast(broadcast))
                        == 0
                && cluster.network().callbacks().onTheWay() == 0;
    }

    /** How far the broadcast is, for the message of a wait that was in vain. */
    String progress(Broadcast broadcast) {
        return broadcast.words() + " deliveries " + states(broadcast) + ", batches "
                + tables.groups("batch", "state", "notice = '" + broadcast.notice() + "'") + ", attempts "
                + attempts(broadcast) + ", messages " + taken(broadcast) + ", reports on the way "
                + cluster.network().callbacks().onTheWay();
    }

    Map<String, Long> states(Broadcast broadcast) {
        return tables.groups("delivery", "state", "notice = '" + broadcast.notice() + "'");
    }

    /** Attempts by outcome and by who found it out. */
    private Map<String, Long> attempts(Broadcast broadcast) {
        return tables.groups(
                "attempt", "lower(outcome) || coalesce('/' || nullif(settled_how, ''), '')", ofBroadcast(broadcast));
    }

    private static String ofBroadcast(Broadcast broadcast) {
        return "delivery in (select id from delivery where notice = '" + broadcast.notice() + "')";
    }

    private Map<String, Long> copies(Broadcast broadcast) {
        return cluster.network().taken(broadcast.words()).stream()
                .collect(Collectors.groupingBy(message -> message.form().get("To"), Collectors.counting()));
    }

    /** What the network and the hub know of the first few phones that were told more than once. */
    private String historyOfDoubled(Broadcast broadcast, Map<String, Long> copies) {
        var history = new StringBuilder();
        copies.entrySet().stream()
                .filter(phone -> phone.getValue() > 1)
                .limit(3)
                .forEach(phone -> {
                    history.append("\n").append(phone.getKey());
                    cluster.network().taken(broadcast.words()).stream()
                            .filter(message ->
                                    phone.getKey().equals(message.form().get("To")))
                            .forEach(message -> history.append("\n  taken ")
                                    .append(message.created())
                                    .append(" ")
                                    .append(attempt(message)));
                    tables.groups(
                                    "attempt",
                                    "concat_ws(' ', id, node, outcome, reason, settled_how, 'written', written_at, 'settled', settled_at, 'asks', asks)",
                                    "phone = '" + phone.getKey() + "' and " + ofBroadcast(broadcast))
                            .keySet()
                            .forEach(line -> history.append("\n  attempt ").append(line));
                });
        return history.toString();
    }

    private static String attempt(StandInMessage message) {
        return message.callback().getQuery();
    }

    /** What each node shows of the congress is what the tables hold. */
    void boardsSayTheSame() {
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> {
            for (var node : cluster.alive().toList()) {
                assertThat(board(node)).isEqualTo(counted());
            }
        });
    }

    JsonObject boardOf(HubProcess node) throws IOException {
        return new JsonObject(node.get(cluster.congress().path() + "/board").body());
    }

    private Map<String, Long> board(HubProcess node) throws IOException {
        var shown = boardOf(node).getJsonObject("deliveries");
        var counts = new TreeMap<String, Long>();
        for (var state : Map.of(
                        "PLANNED",
                        "planned",
                        "IN_DOUBT",
                        "inDoubt",
                        "ACCEPTED",
                        "accepted",
                        "SENT",
                        "sent",
                        "DELIVERED",
                        "delivered",
                        "FAILED",
                        "failed",
                        "EXPIRED",
                        "expired",
                        "WITHDRAWN",
                        "withdrawn")
                .entrySet()) {
            if (shown.getLong(state.getValue()) > 0) {
                counts.put(state.getKey(), shown.getLong(state.getValue()));
            }
        }
        return counts;
    }

    private Map<String, Long> counted() {
        return tables.groups(
                "delivery", "state", "congress = '" + cluster.congress().code() + "'");
    }

    /** Prints the line and keeps it. */
    static void tell(String line) {
        System.out.print(line);
        try {
            Files.createDirectories(COUNTS.getParent());
            Files.writeString(COUNTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
