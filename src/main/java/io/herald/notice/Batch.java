package io.herald.notice;

import io.herald.plan.Lane;
import java.time.Instant;
import java.util.UUID;

/**
 * Up to {@value #MOST} deliveries of one notice, due together: the unit that is queued, leased and rescued.
 *
 * @param fence grows each time the batch is published or rescued; only the newest may be worked on
 * @param avoidRoute the route whose fault a retry is, null when none
 * @param tries how often its deliveries were tried before: the pause before another try grows with it
 */
public record Batch(UUID id, UUID notice, Lane lane, Instant due, int fence, String avoidRoute, int tries) {
    public static final int MOST = 100;
}
