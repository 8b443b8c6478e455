package io.herald.notice;

import java.time.Duration;
import java.util.UUID;

/**
 * A provider's report about an attempt, ready to be merged.
 *
 * @param attempt the hub's attempt id, null when the provider named only its own {@code ref}
 * @param code the provider's code, empty when it gave none
 * @param reason why it failed, null unless {@code FAILED}
 * @param tryAgainAfter for {@code FAILED}: how long to wait before another try, perhaps on another route, may help; null when
 *     none will
 */
public record Reported(
        String route,
        UUID attempt,
        String ref,
        Progress progress,
        String code,
        Reason reason,
        Duration tryAgainAfter) {}
