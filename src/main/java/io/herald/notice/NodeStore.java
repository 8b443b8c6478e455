package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;

/** The table {@code node}: who is alive, on PostgreSQL's clock. */
@ApplicationScoped
public class NodeStore {
    private static final String BEAT = """
            insert into node (id, address, started_at, heartbeat_at) values ($1, $2, now(), now())
            on conflict (id) do update set heartbeat_at = now()
            returning clock_timestamp() as now
            """;

    /** Writes this node's heartbeat and answers PostgreSQL's time. */
    public Instant beat(Tx tx, UUID node, String address) {
        return tx.one(BEAT, row -> Tx.instant(row, "now"), node, address).orElseThrow();
    }

    private static final String LEAVE = "delete from node where id = $1";

    /** A node that stops in order leaves no lease behind. */
    public void leave(Tx tx, UUID node) {
        tx.update(LEAVE, node);
    }

    private static final String BURY_OTHERS = "delete from node where id <> $1";

    /** For a hub that is alone by construction: whoever stands here besides is a life of its own that ended. */
    public int buryOthers(Tx tx, UUID node) {
        return tx.update(BURY_OTHERS, node);
    }
}
