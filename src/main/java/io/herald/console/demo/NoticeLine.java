package io.herald.console.demo;

import java.time.Instant;
import java.util.List;

/**
 * A notice and where its deliveries stand.
 *
 * @param heads its audience; {@code planned} is how many of these have a delivery
 * @param supersededAt when something newer took its place, null when nothing did
 */
record NoticeLine(
        String id,
        String name,
        String subject,
        int version,
        String lane,
        List<String> channels,
        Instant due,
        Instant useBy,
        Instant supersededAt,
        Instant stoppedAt,
        int heads,
        int planned,
        Counts deliveries) {
    boolean inForce() {
        return supersededAt == null && stoppedAt == null;
    }

    boolean bySms() {
        return channels.contains("SMS");
    }
}
