package io.herald.access;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The table {@code staff_session}: who has signed in, by the SHA-256 of each token. */
@ApplicationScoped
class SessionStore {
    private static final String INSERT = """
            insert into staff_session (hash, account, begun_at, seen_at, ends_at) values ($1, $2, $3, $3, $4)
            """;

    void insert(Tx tx, String hash, UUID account, Instant now, Instant ends) {
        tx.update(INSERT, hash, account, now, ends);
    }

    private static final String ACCOUNT = "select " + AccountStore.COLUMNS + """
              from staff_session s join account a on a.id = s.account
              left join staff p on p.congress = a.congress and p.code = a.staff
             where s.hash = $1 and s.ends_at > $2 and s.seen_at > $3 and a.ended_at is null and p.removed_at is null
            """;

    /** Whose session this is, if it goes on: neither it nor the account has ended, and the staff person is still there. */
    Optional<Account> account(Tx tx, String hash, Instant now, Instant seenAfter) {
        return tx.one(ACCOUNT, AccountStore::account, hash, now, seenAfter);
    }

    private static final String SEEN = """
            update staff_session set seen_at = $2 where hash = $1 and seen_at < $2::timestamptz - interval '1 minute'
            """;

    void seen(Tx tx, String hash, Instant now) {
        tx.update(SEEN, hash, now);
    }

    private static final String END = "delete from staff_session where hash = $1";

    void end(Tx tx, String hash) {
        tx.update(END, hash);
    }

    private static final String END_ALL = "delete from staff_session where account = $1";

    void endAll(Tx tx, UUID account) {
        tx.update(END_ALL, account);
    }

    private static final String END_OVER = "delete from staff_session where ends_at <= $1 or seen_at <= $2";

    void endOver(Tx tx, Instant now, Instant seenAfter) {
        tx.update(END_OVER, now, seenAfter);
    }
}
