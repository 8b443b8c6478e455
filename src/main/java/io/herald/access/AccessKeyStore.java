package io.herald.access;

import io.herald.platform.Ids;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

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

    private static final String KNOWN = "select 1 from access_key where hash = $1";

    boolean known(Tx tx, String hash) {
        return tx.one(KNOWN, row -> 1, hash).isPresent();
    }

    private static final String INSERT = "insert into access_key (id, name, hash, created_at) values ($1, $2, $3, $4)";

    void insert(Tx tx, String name, String hash, Instant now) {
        tx.update(INSERT, Ids.next(), name, hash, now);
    }
}
