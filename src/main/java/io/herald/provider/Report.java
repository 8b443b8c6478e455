package io.herald.provider;

import io.herald.notice.Progress;
import java.util.UUID;

/**
 * What a provider says later about an attempt.
 *
 * @param attempt the hub's attempt id out of the callback URL, null when the callback carried none
 * @param ref the provider's own id of the message
 * @param code the provider's code, empty when it gave none
 */
public record Report(String route, UUID attempt, String ref, Progress progress, String code) {}
