package io.herald.dispatch;

import java.time.Duration;
import java.util.Arrays;

/** How many calls came back lately and how many of them failed, in slices of a second. Not safe for several threads by itself. */
final class RecentCalls {
    static final Duration SPAN = Duration.ofSeconds(30);
    private static final int SLICES = (int) SPAN.toSeconds();

    private final long origin;
    private final long[] second = new long[SLICES];
    private final int[] calls = new int[SLICES];
    private final int[] failures = new int[SLICES];

    /** @param origin the time now, from where seconds are counted: a monotonic clock may be anywhere, and run over */
    RecentCalls(long origin) {
        this.origin = origin;
    }

    void add(long nanoTime, boolean failed) {
        long now = second(nanoTime);
        int slice = Math.floorMod(now, SLICES);
        if (second[slice] != now) {
            second[slice] = now;
            calls[slice] = 0;
            failures[slice] = 0;
        }
        calls[slice]++;
        failures[slice] += failed ? 1 : 0;
    }

    int calls(long nanoTime) {
        return sum(calls, nanoTime);
    }

    int failures(long nanoTime) {
        return sum(failures, nanoTime);
    }

    void forget() {
        Arrays.fill(calls, 0);
        Arrays.fill(failures, 0);
    }

    private int sum(int[] counts, long nanoTime) {
        long now = second(nanoTime);
        int sum = 0;
        for (int slice = 0; slice < SLICES; slice++) {
            sum += now - second[slice] < SLICES ? counts[slice] : 0;
        }
        return sum;
    }

    private long second(long nanoTime) {
        return Math.floorDiv(nanoTime - origin, 1_000_000_000L);
    }
}
