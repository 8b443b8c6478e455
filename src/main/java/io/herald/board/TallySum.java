package io.herald.board;

import io.herald.notice.DeliveryState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Counts as they are added up: those of {@link Tally} in its order, and when the latest confirmation came. */
final class TallySum {
    private static final int CARD_ONLY = 10;
    private static final int SEEN = 11;
    private static final int CONFIRMED = 12;
    private static final int UNREACHED = 13;
    private static final int LAST_CONFIRMED = 14;
    private static final int LENGTH = 15;

    private final long[] numbers;

    TallySum() {
        this(new long[LENGTH]);
    }

    private TallySum(long[] numbers) {
        this.numbers = numbers;
    }

    /** Counts so many deliveries more, or with a negative number less. */
    void add(DeliveryState state, boolean seen, boolean confirmed, long deliveries) {
        numbers[0] += deliveries;
        numbers[state == null ? CARD_ONLY : 1 + state.ordinal()] += deliveries;
        numbers[SEEN] += seen ? deliveries : 0;
        numbers[CONFIRMED] += confirmed ? deliveries : 0;
        numbers[UNREACHED] += Reach.of(state, seen, confirmed).unreached() ? deliveries : 0;
    }

    /** @param latest null when none is confirmed */
    void confirmedAt(Instant latest) {
        if (latest != null) {
            numbers[LAST_CONFIRMED] =
                    Math.max(numbers[LAST_CONFIRMED], ChronoUnit.MICROS.between(Instant.EPOCH, latest));
        }
    }

    Tally tally() {
        var n = numbers;
        return new Tally(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], n[12], n[13]);
    }

    /** Null when none is confirmed. */
    Instant lastConfirmed() {
        return numbers[LAST_CONFIRMED] == 0 ? null : Instant.EPOCH.plus(numbers[LAST_CONFIRMED], ChronoUnit.MICROS);
    }

    /** As Redis keeps it. */
    String text() {
        return LongStream.of(numbers).mapToObj(Long::toString).collect(Collectors.joining(","));
    }

    /** @throws IllegalArgumentException when it is not what {@link #text} writes */
    static TallySum of(String text) {
        var numbers = Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
        if (numbers.length != LENGTH) {
            throw new IllegalArgumentException("no tally: " + text);
        }
        return new TallySum(numbers);
    }
}
