package io.herald.agenda;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneRules;

/** What a wall clock's time means around a clock change, where it may mean nothing or two things. */
final class LocalTimes {
    private static final DateTimeFormatter WALL = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");
    private static final DateTimeFormatter WALL_WITH_SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private LocalTimes() {}

    /**
     * The instant of a wall time that a person wrote.
     *
     * @throws DateTimeException with a sentence when the clocks skip that time, or show it twice
     */
    static Instant strict(LocalDateTime local, ZoneId zone) {
        var doubt = doubt(local, zone.getRules(), zone.getId());
        if (!doubt.isEmpty()) {
            throw new DateTimeException(doubt);
        }
        return local.atZone(zone).toInstant();
    }

    /** The instant by RFC 5545, 3.3.5: the first of two, and by the offset before the gap for one that does not exist. */
    static Instant lenient(LocalDateTime local, ZoneRules rules) {
        return local.toInstant(
                rules.getValidOffsets(local).stream().findFirst().orElseGet(() -> rules.getTransition(local)
                        .getOffsetBefore()));
    }

    /** What is wrong with a wall time, empty when it means exactly one instant. */
    static String doubt(LocalDateTime local, ZoneRules rules, String zone) {
        var change = rules.getTransition(local);
        if (change == null) {
            return "";
        }
        if (change.isGap()) {
            return "does not exist in " + zone + ": the clocks go from " + WALL.format(change.getDateTimeBefore())
                    + " to " + WALL.format(change.getDateTimeAfter());
        }
        return "happens twice in " + zone + ": write it with its offset, as "
                + OffsetDateTime.of(local, change.getOffsetBefore()) + " or "
                + OffsetDateTime.of(local, change.getOffsetAfter());
    }

    /** The wall time as people of the zone write it; with the offset where it would mean two instants. */
    static String written(Instant instant, ZoneId zone) {
        var there = instant.atZone(zone);
        var pattern = there.getSecond() == 0 ? WALL : WALL_WITH_SECONDS;
        var wall = pattern.format(there);
        boolean twice = zone.getRules().getValidOffsets(there.toLocalDateTime()).size() > 1;
        return twice ? wall + there.getOffset() : wall;
    }
}
