package io.herald.fault;

import java.time.Duration;

/**
 * How large and how long a story is told: short ones belong to every test run, the long ones to {@code ./herald bench faults}
 * ({@code -Dherald.faults=long}).
 *
 * @param perSecond the route's pace; what is broken in a broadcast is whole again before its end, but for a sleeping node
 * @param broken how long what is broken stays so at least
 */
record Scale(int heads, int perSecond, Duration broken, Duration patience) {
    /** Of stories of dying, sleeping and restarted nodes. */
    static Scale ofNodes() {
        return isLong() ? told(20_000, 1_000, 60) : told(1_000, 250, 8);
    }

    /** Of stories of servers that go away and of a provider in trouble. */
    static Scale ofServers() {
        return isLong() ? told(6_000, 200, 30) : told(1_000, 250, 4);
    }

    /** Of each of {@link #rounds} in which nodes are killed again and again. */
    static Scale ofManyKills() {
        return isLong() ? told(5_000, 1_000, 0) : told(1_000, 250, 0);
    }

    /** Of one hub alone, in all. */
    static int kills() {
        return isLong() ? 20 : 8;
    }

    /** Broadcasts; the ten rounds of a bench have ten of them, and a hundred kills. */
    static int rounds() {
        return isLong() ? 1 : 2;
    }

    static int killsOfEachRound() {
        return isLong() ? 10 : 3;
    }

    private static Scale told(int heads, int perSecond, int brokenSeconds) {
        return new Scale(heads, perSecond, Duration.ofSeconds(brokenSeconds), Duration.ofMinutes(isLong() ? 15 : 5));
    }

    private static boolean isLong() {
        return switch (System.getProperty("herald.faults", "short")) {
            case "short" -> false;
            case "long" -> true;
            default -> throw new IllegalArgumentException("herald.faults is short or long");
        };
    }
}
