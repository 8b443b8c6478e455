package io.herald.notice;

import io.herald.plan.Lane;
import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table {@code batch}: {@code WAITING → PUBLISHED → STARTED → DONE}, and back to {@code WAITING} by rescue. What waits for the
 * end of the quiet hours is {@code HELD} before.
 */
@ApplicationScoped
public class BatchStore {
    private static final String INSERT = """
            insert into batch (id, notice, lane, due_at, state, avoid_route, tries)
            select id, $2, $3, $4, $7, $5, $6 from unnest($1::uuid[]) as id
            """;

    void insert(Tx tx, List<UUID> ids, UUID notice, Lane lane, Instant due, String avoidRoute, int tries) {
        tx.update(INSERT, ids.toArray(UUID[]::new), notice, lane, due, avoidRoute, (short) tries, "WAITING");
    }

    /** Batches that are not given to the queue before they are {@link #letGo}. */
    void insertHeld(Tx tx, List<UUID> ids, UUID notice, Lane lane, Instant due, String avoidRoute) {
        tx.update(INSERT, ids.toArray(UUID[]::new), notice, lane, due, avoidRoute, (short) 0, "HELD");
    }

    private static final String LET_GO = "update batch set state = 'WAITING' where notice = any($1) and state = 'HELD'";

    void letGo(Tx tx, List<UUID> notices) {
        tx.update(LET_GO, (Object) notices.toArray(UUID[]::new));
    }

    private static final String PUBLISH_DUE = """
            with due as materialized (
                select id from batch
                 where state = 'WAITING' and lane = $1 and due_at <= $2
                 order by due_at, id
                 limit $3
                 for update skip locked)
            update batch b set state = 'PUBLISHED', fence = b.fence + 1, published_at = $2
              from due
             where b.id = due.id
            returning b.id, b.notice, b.lane, b.due_at, b.fence, b.avoid_route, b.tries
            """;

    /** Takes due batches of a lane for publishing, the longest due first; each gets a new fence. */
    public List<Batch> publishDue(Tx tx, Lane lane, Instant now, int most) {
        return tx.list(PUBLISH_DUE, BatchStore::batch, lane, now, most).stream()
                .sorted(Comparator.comparing(Batch::due).thenComparing(Batch::id))
                .toList();
    }

    private static final String TAKE_BACK = """
            update batch set state = 'WAITING', published_at = null where id = $1 and state = 'PUBLISHED' and fence = $2
            """;

    /** For a batch whose publishing is known to have failed, or that was published and never started. */
    public boolean takeBack(Tx tx, UUID id, int fence) {
        return tx.update(TAKE_BACK, id, fence) == 1;
    }

    private static final String TAKE_BACK_LOST = """
            update batch set state = 'WAITING', published_at = null
             where state = 'PUBLISHED' and lane = $1 and published_at < $2
            """;

    /** Puts back what was published before {@code before} and never started: its message is lost. */
    public int takeBackLost(Tx tx, Lane lane, Instant before) {
        return tx.update(TAKE_BACK_LOST, lane, before);
    }

    private static final String PUBLISHED_BEFORE =
            "select count(*) as n from batch where state = 'PUBLISHED' and lane = $1 and published_at < $2";

    /** How many batches were published before {@code before} and not started yet. */
    public int publishedBefore(Tx tx, Lane lane, Instant before) {
        return tx.one(PUBLISHED_BEFORE, row -> row.getLong("n").intValue(), lane, before)
                .orElse(0);
    }

    private static final String IN_THE_QUEUE =
            "select count(*) as n from batch where state = 'PUBLISHED' and lane = $1";

    public int inTheQueue(Tx tx, Lane lane) {
        return tx.one(IN_THE_QUEUE, row -> row.getLong("n").intValue(), lane).orElse(0);
    }

    private static final String START = """
            update batch set state = 'STARTED', owner = $3, started_at = $4
             where id = $1 and fence = $2 and state = 'PUBLISHED'
            returning id, notice, lane, due_at, fence, avoid_route, tries
            """;

    /** Makes the batch this node's, if fence and state still match. */
    public Optional<Batch> start(Tx tx, UUID id, int fence, UUID node, Instant now) {
        return tx.one(START, BatchStore::batch, id, fence, node, now);
    }

    private static final String FINISH = """
            update batch set state = 'DONE' where id = $1 and fence = $2 and owner = $3 and state = 'STARTED'
            """;

    /** Ends the batch, if it is still this node's. */
    public boolean finish(Tx tx, Batch batch, UUID node) {
        return tx.update(FINISH, batch.id(), batch.fence(), node) == 1;
    }

    private static final String HAND_BACK = """
            update batch set state = 'WAITING', owner = null, started_at = null, published_at = null, due_at = $4
             where id = $1 and fence = $2 and owner = $3 and state = 'STARTED'
            """;

    /** Gives a started batch back, to be published again at {@code due}: no route could take it now, or the node stops. */
    public boolean handBack(Tx tx, Batch batch, UUID node, Instant due) {
        return tx.update(HAND_BACK, batch.id(), batch.fence(), node, due) == 1;
    }

    private static final String ORPHANS = """
            select b.id from batch b
             where b.state = 'STARTED'
               and not exists (select 1 from node n where n.id = b.owner and n.heartbeat_at > now() - make_interval(secs => $1))
             order by b.id
             for update of b skip locked
            """;

    /** Started batches whose node has been silent for longer than {@code silence}, by PostgreSQL's clock. */
    List<UUID> orphans(Tx tx, Duration silence) {
        return tx.list(ORPHANS, row -> row.getUUID("id"), silence.toMillis() / 1000.0);
    }

    private static final String HELD = """
            select b.id from batch b join unnest($2::uuid[], $3::integer[]) as u (id, fence) on b.id = u.id and b.fence = u.fence
             where b.owner = $1 and b.state = 'STARTED'
             order by b.id
             for update of b
            """;

    /** Those of these batches that are still this node's by their fence, held until the transaction ends. */
    List<UUID> held(Tx tx, UUID node, List<UUID> ids, List<Integer> fences) {
        return tx.list(HELD, row -> row.getUUID("id"), node, ids.toArray(UUID[]::new), fences.toArray(Integer[]::new));
    }

    private static final String RESCUE = """
            update batch set state = 'WAITING', fence = fence + 1, owner = null, started_at = null, published_at = null
             where id = any($1) and state = 'STARTED'
            """;

    int rescue(Tx tx, List<UUID> ids) {
        return tx.update(RESCUE, (Object) ids.toArray(UUID[]::new));
    }

    private static Batch batch(Row row) {
        return new Batch(
                row.getUUID("id"),
                row.getUUID("notice"),
                Lane.valueOf(row.getString("lane")),
                Tx.instant(row, "due_at"),
                row.getInteger("fence"),
                row.getString("avoid_route"),
                row.getInteger("tries"));
    }
}
