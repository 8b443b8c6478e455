package io.herald.agenda;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The table {@code sign_in_call}: for which items it was looked who had not signed in. */
@ApplicationScoped
public class SignInCallStore {
    /** An item that starts soon. */
    public record Call(String congress, String item) {}

    private static final String TAKE = """
            insert into sign_in_call (congress, item, called_at)
            select i.congress, i.code, $1
              from agenda_item i left join sign_in_call c on c.congress = i.congress and c.item = i.code
             where i.starts_at > $1 and i.starts_at <= $1::timestamptz + make_interval(secs => $2)
               and not i.cancelled and not i.all_day
               and (c.called_at is null or c.called_at <= $1::timestamptz - make_interval(secs => $3))
             order by i.starts_at, i.congress, i.code
             limit 1
            on conflict (congress, item) do update
               set called_at = excluded.called_at, people = 0
             where sign_in_call.called_at <= excluded.called_at - make_interval(secs => $3)
            returning congress, item
            """;

    /**
     * Takes an item that starts within {@code before}; it was looked at when the transaction commits.
     *
     * @param again after so long it may be taken once more: it had moved
     */
    public Optional<Call> take(Tx tx, Duration before, Duration again, Instant now) {
        return tx.one(
                TAKE,
                row -> new Call(row.getString("congress"), row.getString("item")),
                now,
                (double) before.toSeconds(),
                (double) again.toSeconds());
    }

    private static final String PEOPLE = "update sign_in_call set people = $3 where congress = $1 and item = $2";

    /** How many had not signed in. */
    public void missed(Tx tx, Call call, int people) {
        tx.update(PEOPLE, call.congress(), call.item(), people);
    }
}
