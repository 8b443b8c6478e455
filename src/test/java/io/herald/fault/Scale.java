package io.herald.fault;

import java.time.Duration;

/**
 * How large and how long a story is told: short ones belong to every test run, the long ones to {@code ./herald bench faults}
 * ({@code -Dherald.faults=long}).
 *
 * @param perSecond the route's pace
 * @param away how long a server is away
 * @param paused how long a node is stopped at least
 * @param kills how often nodes are killed in all, in so many {@code rounds} of {@code killedHeads} deliveries
 */
record Scale(
        int heads,
        int perSecond,
        Duration away,
        Duration paused,
        int kills,
        int rounds,
        int killedHeads,
        Duration patience) {
    private static final Scale SHORT =
            new Scale(2_000, 500, Duration.ofSeconds(4), Duration.ofSeconds(8), 6, 2, 2_000, Duration.ofMinutes(5));
    private static final Scale LONG = new Scale(
            20_000, 1_000, Duration.ofSeconds(30), Duration.ofSeconds(60), 100, 10, 5_000, Duration.ofMinutes(15));

    static Scale chosen() {
        return switch (System.getProperty("herald.faults", "short")) {
            case "short" -> SHORT;
            case "long" -> LONG;
            default -> throw new IllegalArgumentException("herald.faults is short or long");
        };
    }

    /** The same with other numbers of people. */
    Scale withHeads(int heads) {
        return new Scale(heads, perSecond, away, paused, kills, rounds, killedHeads, patience);
    }
}
