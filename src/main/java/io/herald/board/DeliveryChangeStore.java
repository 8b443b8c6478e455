package io.herald.board;

import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code delivery_change}, which triggers on {@code delivery} fill: what is still to be passed on. */
@ApplicationScoped
class DeliveryChangeStore {
    private static final String NOTED = """
            select bool_and(tgenabled <> 'D') as all_on, bool_or(tgenabled <> 'D') as any_on
              from pg_trigger
             where tgrelid = 'delivery'::regclass and tgname in ('delivery_change_new', 'delivery_change_moved')
            """;

    private static final String SWITCH = """
            alter table delivery %1$s trigger delivery_change_new, %1$s trigger delivery_change_moved
            """;

    /** Lets changes be noted or not. It locks the table against writers, and so only where it stands the other way. */
    void note(Tx tx, boolean on) {
        var other = tx.one(NOTED, row -> on ? !row.getBoolean("all_on") : row.getBoolean("any_on"))
                .orElseThrow();
        if (other) {
            tx.query(SWITCH.formatted(on ? "enable" : "disable"));
        }
    }

    private static final String TURN = """
            select set_config('idle_in_transaction_session_timeout', '15000', true),
                   pg_try_advisory_xact_lock(hashtext('delivery_change')) as mine
            """;

    /** Whether it is this transaction's turn to pass changes on; no other's until it ends, or its node says nothing for 15 s. */
    boolean takeTurn(Tx tx) {
        return tx.one(TURN, row -> row.getBoolean("mine")).orElseThrow();
    }

    private static final String OLDEST = """
            select c.id, c.changed_at, c.delivery, c.notice, c.congress, coalesce(g.code, s.code) as person,
                   case when g.id is not null then 'DELEGATE' when s.id is not null then 'STAFF' end as kind,
                   c.delegation, c.state, c.reason, c.state_at, c.seen_at, c.confirmed_at, c.confirmed_way
              from (select * from delivery_change order by id limit $1) as c
              left join delegate g on g.id = c.recipient
              left join staff s on s.id = c.recipient
             order by c.id
            """;

    List<DeliveryChange> oldest(Tx tx, int limit) {
        return tx.list(OLDEST, DeliveryChangeStore::change, limit);
    }

    private static final String DELETE = "delete from delivery_change where id = any($1)";

    void delete(Tx tx, List<DeliveryChange> changes) {
        tx.update(DELETE, (Object) changes.stream().map(DeliveryChange::id).toArray(Long[]::new));
    }

    private static final String WAITING = "select count(*) as changes from delivery_change";

    long waiting(Tx tx) {
        return tx.one(WAITING, row -> row.getLong("changes")).orElseThrow();
    }

    private static final String SINCE = "select changed_at from delivery_change order by id limit 1";

    /** When the oldest of those that wait was noted. */
    Optional<Instant> waitingSince(Tx tx) {
        return tx.one(SINCE, row -> Tx.instant(row, "changed_at"));
    }

    private static DeliveryChange change(Row row) {
        return new DeliveryChange(
                row.getLong("id"),
                Tx.instant(row, "changed_at"),
                row.getLong("delivery"),
                row.getUUID("notice"),
                row.getString("congress"),
                row.getString("person"),
                row.getString("kind"),
                row.getString("delegation"),
                TallyStore.state(row),
                row.getString("reason"),
                Tx.instant(row, "state_at"),
                Tx.instant(row, "seen_at"),
                Tx.instant(row, "confirmed_at"),
                row.getString("confirmed_way"));
    }
}
