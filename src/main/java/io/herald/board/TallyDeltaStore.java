package io.herald.board;

import io.herald.notice.DeliveryState;
import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The tables {@code tally_delta}, which triggers on {@code delivery} fill, and {@code tally_token}. */
@ApplicationScoped
class TallyDeltaStore {
    private static final long RELAY = 0x68657261_02L;

    private static final String RECORDING = """
            select count(*) filter (where tgenabled <> 'D') as n from pg_trigger
             where tgrelid = 'delivery'::regclass and tgname in ('tally_insert', 'tally_update')
            """;

    private static final String RECORD =
            "alter table delivery enable trigger tally_insert, enable trigger tally_update";

    private static final String RECORD_NO_MORE =
            "alter table delivery disable trigger tally_insert, disable trigger tally_update";

    /** From now on every change is recorded. What happened before is not, so the tallies must be counted anew. */
    void record(Tx tx) {
        if (recorded(tx) < 2) {
            tx.update(RECORD);
            keep(tx, UUID.randomUUID());
        }
    }

    void recordNoMore(Tx tx) {
        if (recorded(tx) > 0) {
            tx.update(RECORD_NO_MORE);
            drop(tx);
        }
    }

    private static long recorded(Tx tx) {
        return tx.one(RECORDING, row -> row.getLong("n")).orElseThrow();
    }

    private static final String LOCK = """
            select set_config('idle_in_transaction_session_timeout', '10000', true), pg_try_advisory_xact_lock($1) as mine
            """;

    /** Whether this transaction is the only one that relays now. A node that is halted while it does is cut off. */
    boolean lock(Tx tx) {
        return tx.one(LOCK, row -> row.getBoolean("mine"), RELAY).orElseThrow();
    }

    /**
     * What Redis must hold.
     *
     * @param token null when nothing was ever relayed
     * @param at a moment that is not after what the next statement sees
     */
    record State(UUID token, Instant at) {}

    private static final String STATE =
            "select (select token from tally_token) as token, clock_timestamp() as at, now() as began";

    State state(Tx tx) {
        return tx.one(STATE, row -> new State(row.getUUID("token"), Tx.instant(row, "at")))
                .orElseThrow();
    }

    /** The same in a snapshot, which was taken no earlier than the transaction began. */
    State stateOfSnapshot(Tx tx) {
        return tx.one(STATE, row -> new State(row.getUUID("token"), Tx.instant(row, "began")))
                .orElseThrow();
    }

    private static final String KEEP = """
            insert into tally_token (token) values ($1) on conflict (only_one) do update set token = excluded.token
            """;

    void keep(Tx tx, UUID token) {
        tx.update(KEEP, token);
    }

    /**
     * So many deliveries went from one standing to another.
     *
     * @param isNew they were not there before, and {@code was} says nothing
     * @param confirmedAt when the latest of them was confirmed, null when none is
     */
    record Move(
            String congress,
            UUID notice,
            String delegation,
            boolean isNew,
            DeliveryState was,
            boolean wasSeen,
            boolean wasConfirmed,
            DeliveryState state,
            boolean seen,
            boolean confirmed,
            Instant confirmedAt,
            long deliveries) {
        static Move standing(
                String congress,
                UUID notice,
                String delegation,
                DeliveryState state,
                boolean seen,
                boolean confirmed,
                Instant confirmedAt,
                long deliveries) {
            return new Move(
                    congress,
                    notice,
                    delegation,
                    true,
                    null,
                    false,
                    false,
                    state,
                    seen,
                    confirmed,
                    confirmedAt,
                    deliveries);
        }
    }

    private static final String TAKE = """
            with gone as (
                delete from tally_delta
                returning congress, notice, delegation, is_new, was, was_seen, was_confirmed, state, seen, confirmed, confirmed_at,
                          deliveries)
            select congress, notice, delegation, is_new, was, was_seen, was_confirmed, state, seen, confirmed,
                   max(confirmed_at) as confirmed_at, sum(deliveries)::bigint as deliveries
              from gone
             group by congress, notice, delegation, is_new, was, was_seen, was_confirmed, state, seen, confirmed
            """;

    /** Takes out what is committed, summed up. What others are about to commit stays for the next time. */
    List<Move> take(Tx tx) {
        return tx.list(TAKE, TallyDeltaStore::move);
    }

    private static Move move(Row row) {
        return new Move(
                row.getString("congress"),
                row.getUUID("notice"),
                row.getString("delegation"),
                row.getBoolean("is_new"),
                state(row.getString("was")),
                row.getBoolean("was_seen"),
                row.getBoolean("was_confirmed"),
                state(row.getString("state")),
                row.getBoolean("seen"),
                row.getBoolean("confirmed"),
                Tx.instant(row, "confirmed_at"),
                row.getLong("deliveries"));
    }

    private static DeliveryState state(String name) {
        return name == null ? null : DeliveryState.valueOf(name);
    }

    private static final String DROP = "delete from tally_delta";

    /** Forgets what is committed; answers how many rows. */
    int drop(Tx tx) {
        return tx.update(DROP);
    }

    private static final String SWEEP = "vacuum (truncate off) tally_delta";

    /** Gives the room of what was taken back at once: each take reads the whole table. Outside of a transaction. */
    void sweep(Tx tx) {
        tx.update(SWEEP);
    }
}
