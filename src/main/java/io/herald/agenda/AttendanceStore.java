package io.herald.agenda;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

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
}
