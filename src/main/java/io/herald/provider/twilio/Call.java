package io.herald.provider.twilio;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.function.BooleanSupplier;

/** What happened on the wire during one call: whether anything left, and the raw status that came back. */
final class Call {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final BooleanSupplier mayLeave;
    private boolean left;
    private int status;
    private String retryAfter;

    Call(BooleanSupplier mayLeave) {
        this.mayLeave = mayLeave;
    }

    /**
     * A connection stands and the request is about to be written: from here on its outcome can be in doubt.
     *
     * @throws InterruptedIOException when it may not leave any more
     */
    void leaves() throws InterruptedIOException {
        if (!mayLeave.getAsBoolean()) {
            throw new InterruptedIOException("the call took too long to leave");
        }
        left = true;
    }

    void answered(int status, String retryAfter) {
        this.status = status;
        this.retryAfter = retryAfter;
    }

    boolean left() {
        return left;
    }

    /** The HTTP status as it came in, 0 when none did. */
    int status() {
        return status;
    }

    /** The Retry-After header, in seconds or as a date, at most an hour; {@code otherwise} when there is none that can be read. */
    Duration retryAfter(Instant now, Duration otherwise) {
        if (retryAfter == null) {
            return otherwise;
        }
        var wait = retryAfter.chars().allMatch(Character::isDigit) ? seconds(otherwise) : until(now, otherwise);
        return wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private Duration seconds(Duration otherwise) {
        if (retryAfter.isEmpty()) {
            return otherwise;
        }
        return retryAfter.length() > 5 ? LONGEST_WAIT : Duration.ofSeconds(Integer.parseInt(retryAfter));
    }

    private Duration until(Instant now, Duration otherwise) {
        try {
            var moment = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME);
            return Duration.between(now, moment.toInstant());
        } catch (DateTimeParseException unreadable) {
            return otherwise;
        }
    }
}
