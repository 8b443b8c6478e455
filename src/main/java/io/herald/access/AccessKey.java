package io.herald.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A machine's identity.
 *
 * @param congress the only one it is for, null for every one
 * @param expiresAt null for never
 * @param lastUsedAt to about a minute, null while it was never used
 */
record AccessKey(
        UUID id,
        String name,
        Set<Right> rights,
        String congress,
        String madeBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {
    Identity identity() {
        return new Identity(name, null, null, congress, rights, Scope.EVERYBODY, Set.of());
    }
}
