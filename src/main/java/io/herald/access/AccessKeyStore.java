package io.herald.access;

import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Keys, by the SHA-256 of each. */
@ApplicationScoped
class AccessKeyStore {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('access_key'))";

    /** Nodes that start together make one first key. */
    void lock(Tx tx) {
        tx.query(LOCK);
    }

    private static final String ANY = "select 1 from access_key limit 1";

    boolean any(Tx tx) {
        return tx.one(ANY, row -> 1).isPresent();
    }

    private static final String IN_FORCE = """
            select id, name, rights, congress, made_by, created_at, expires_at, last_used_at, revoked_at
              from access_key
             where hash = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
            """;

    Optional<AccessKey> inForce(Tx tx, String hash, Instant now) {
        return tx.one(IN_FORCE, AccessKeyStore::key, hash, now);
    }

    private static final String LIST = """
            select id, name, rights, congress, made_by, created_at, expires_at, last_used_at, revoked_at
              from access_key order by created_at, id
            """;

    List<AccessKey> list(Tx tx) {
        return tx.list(LIST, AccessKeyStore::key);
    }

    private static final String INSERT = """
            insert into access_key (id, name, hash, rights, congress, made_by, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    void insert(Tx tx, AccessKey key, String hash) {
        tx.update(
                INSERT,
                key.id(),
                key.name(),
                hash,
                key.rights().toArray(Right[]::new),
                key.congress(),
                key.madeBy(),
                key.createdAt(),
                key.expiresAt());
    }

    private static final String USED = """
            update access_key set last_used_at = $2
             where id = $1 and (last_used_at is null or last_used_at < $2::timestamptz - interval '1 minute')
            """;

    void used(Tx tx, UUID id, Instant now) {
        tx.update(USED, id, now);
    }

    private static final String REVOKE = "update access_key set revoked_at = coalesce(revoked_at, $2) where id = $1";

    /** Whether there is such a key; revoking it again changes nothing. */
    boolean revoke(Tx tx, UUID id, Instant now) {
        return tx.update(REVOKE, id, now) == 1;
    }

    private static AccessKey key(Row row) {
        return new AccessKey(
                row.getUUID("id"),
                row.getString("name"),
                Arrays.stream(row.getArrayOfStrings("rights"))
                        .map(Right::valueOf)
                        .collect(Collectors.toUnmodifiableSet()),
                row.getString("congress"),
                row.getString("made_by"),
                Tx.instant(row, "created_at"),
                Tx.instant(row, "expires_at"),
                Tx.instant(row, "last_used_at"),
                Tx.instant(row, "revoked_at"));
    }
}
