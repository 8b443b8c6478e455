package io.herald.plan;

import java.time.Instant;

/**
 * A notice that ought to be.
 *
 * @param due not before the moment of planning
 * @param quiet whether it waits for the end of the quiet hours
 * @param useBy after due
 * @param subject newer versions of it supersede this notice
 */
public record Draft(
        Rule rule,
        Audience audience,
        Instant due,
        boolean quiet,
        Instant useBy,
        String subject,
        int version,
        Facts facts) {
    /** The same with other facts. */
    public Draft with(Facts facts) {
        return new Draft(rule, audience, due, quiet, useBy, subject, version, facts);
    }
}
