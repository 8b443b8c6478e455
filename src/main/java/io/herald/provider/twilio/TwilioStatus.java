package io.herald.provider.twilio;

import io.herald.notice.Progress;
import java.util.Map;
import java.util.Optional;

/** Twilio's message statuses and how much each says. */
final class TwilioStatus {
    private static final Map<String, Progress> PROGRESS = Map.ofEntries(
            Map.entry("accepted", Progress.QUEUED),
            Map.entry("scheduled", Progress.QUEUED),
            Map.entry("queued", Progress.QUEUED),
            Map.entry("sending", Progress.QUEUED),
            Map.entry("sent", Progress.SENT),
            Map.entry("partially_delivered", Progress.SENT),
            Map.entry("delivered", Progress.DELIVERED),
            Map.entry("read", Progress.READ),
            Map.entry("undelivered", Progress.FAILED),
            Map.entry("failed", Progress.FAILED),
            Map.entry("canceled", Progress.FAILED));

    private TwilioStatus() {}

    static Optional<Progress> progress(String status) {
        return Optional.ofNullable(PROGRESS.get(status));
    }
}
