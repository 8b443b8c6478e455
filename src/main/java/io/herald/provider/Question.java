package io.herald.provider;

import java.time.Instant;
import java.util.UUID;

/**
 * An attempt a route is asked about.
 *
 * @param ref the provider's id, null when its answer never arrived
 * @param text what was submitted, for providers that can only be searched
 */
public record Question(UUID attempt, String ref, String to, String text, Instant writtenAt) {}
