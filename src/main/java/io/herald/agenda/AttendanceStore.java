package io.herald.agenda;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table {@code attendance}: what was last seen of each delegate, at the congress and at each item. */
@ApplicationScoped
public class AttendanceStore {
    public enum State {
        ARRIVED,
        SIGNED_IN,
        ABSENT
    }

    private static final String RECORD = """
            insert into attendance (congress, delegate, item, state, at, by_whom)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (congress, delegate, item) do update
               set state = excluded.state, at = excluded.at, by_whom = excluded.by_whom
             where attendance.at <= excluded.at
            """;

    /**
     * Keeps what was seen, unless something later is known already.
     *
     * @param item the item's code, null for the arrival at the congress
     * @return whether it was kept
     */
    public boolean record(Tx tx, String congress, long delegate, String item, State state, Instant at, String by) {
        return tx.update(RECORD, congress, delegate, item == null ? "" : item, state, at, by == null ? "" : by) == 1;
    }

    private static final String SIGNING_IN =
            "select pg_advisory_xact_lock_shared(hashtextextended($1 || ' sign-in ' || $2, 0))";

    /** Somebody signs in: whoever looks who is missing there waits until the transaction ends. */
    public void signingIn(Tx tx, String congress, String item) {
        tx.query(SIGNING_IN, congress, item);
    }

    private static final String COUNTING = "select pg_advisory_xact_lock(hashtextextended($1 || ' sign-in ' || $2, 0))";

    /** Waits for sign-ins under way; who signs in from now on follows when the transaction ends, and finds what it did. */
    public void counting(Tx tx, String congress, String item) {
        tx.query(COUNTING, congress, item);
    }

    private static final String STATE =
            "select state from attendance where congress = $1 and delegate = $2 and item = $3";

    /** What was last seen of a delegate at an item, nothing when nobody saw them there. */
    public Optional<State> state(Tx tx, String congress, long delegate, String item) {
        return tx.one(STATE, row -> State.valueOf(row.getString("state")), congress, delegate, item);
    }

    private static final String MISSING = """
            select d.id
              from delegate d
             where d.congress = $1 and d.removed_at is null
               and (not exists (select 1 from seat s where s.congress = $1 and s.item = $2)
                    or exists (select 1 from seat s where s.congress = $1 and s.item = $2 and s.delegate = d.id))
               and not exists (select 1 from attendance a
                                where a.congress = $1 and a.item = $2 and a.delegate = d.id and a.state in ('SIGNED_IN', 'ABSENT'))
               and exists (select 1 from attendance a where a.congress = $1 and a.item = $2 and a.state = 'SIGNED_IN')
               and not exists (select 1 from own_item_of o
                                where o.congress = $1 and o.item = $2 and o.delegate = d.id)
             order by d.id
            """;

    /**
     * Of those an item concerns as it is for all, the ids of those of whom nothing was recorded there. Nobody is missing where
     * nobody has signed in: such an item takes no sign-ins.
     */
    public List<Long> missing(Tx tx, String congress, String item) {
        return tx.list(MISSING, row -> row.getLong("id"), congress, item);
    }
}
