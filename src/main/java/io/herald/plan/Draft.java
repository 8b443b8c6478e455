package io.herald.plan;

import java.time.Instant;

/**
 * A notice that ought to be.
 *
 * @param due not before the moment of planning
 * @param useBy after due
 * @param subject newer versions of it supersede this notice
 */
public record Draft(
        Rule rule, Audience audience, Instant due, Instant useBy, String subject, int version, Facts facts) {}
