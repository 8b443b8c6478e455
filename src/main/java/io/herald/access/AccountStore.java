package io.herald.access;

import io.herald.platform.Tx;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table {@code account}, and what the roster says of the staff person behind each. */
@ApplicationScoped
class AccountStore {
    private static final String LOCK = "select pg_advisory_xact_lock(hashtext('account'))";

    /** Nodes that start together make one first administrator. */
    void lock(Tx tx) {
        tx.query(LOCK);
    }

    private static final String ANY = "select 1 from account limit 1";

    boolean any(Tx tx) {
        return tx.one(ANY, row -> 1).isPresent();
    }

    /** Of an account {@code a} and its staff person {@code p}. */
    static final String COLUMNS = """
            a.id, a.name, a.roles, a.congress, a.staff, a.temporary, a.totp_secret is not null as second_factor,
            a.created_at, a.ended_at, p.delegations, p.residences
            """;

    private static final String LIST = "select " + COLUMNS + """
              from account a left join staff p on p.congress = a.congress and p.code = a.staff
             order by a.name
            """;

    List<Account> list(Tx tx) {
        return tx.list(LIST, AccountStore::account);
    }

    /** What a sign-in is held against. */
    record Credentials(Account account, String password) {}

    private static final String OPEN = "select " + COLUMNS + """
                   , a.password
              from account a left join staff p on p.congress = a.congress and p.code = a.staff
             where a.name = $1 and a.ended_at is null and p.removed_at is null
            """;

    /** Of an account that may sign in: it has not ended, and its staff person is still there. */
    Optional<Credentials> open(Tx tx, String name) {
        return tx.one(OPEN, row -> new Credentials(account(row), row.getString("password")), name);
    }

    private static final String INSERT = """
            insert into account (id, name, roles, congress, staff, password, temporary, made_by, created_at)
            values ($1, $2, $3, $4, $5, $6, true, $7, $8)
            on conflict (name) do nothing
            """;

    /** False when the name is taken, be it by an account that has ended. */
    boolean insert(Tx tx, Account account, String password, String by) {
        return tx.update(
                        INSERT,
                        account.id(),
                        account.name(),
                        account.roles().toArray(Role[]::new),
                        account.congress(),
                        account.staff(),
                        password,
                        by,
                        account.createdAt())
                == 1;
    }

    private static final String END = "update account set ended_at = $2 where id = $1 and ended_at is null";

    void end(Tx tx, UUID id, Instant now) {
        tx.update(END, id, now);
    }

    private static final String PASSWORD = "update account set password = $2, temporary = $3 where id = $1";

    void password(Tx tx, UUID id, String hash, boolean temporary) {
        tx.update(PASSWORD, id, hash, temporary);
    }

    private static final String OFFER = "update account set totp_offer = $2 where id = $1";

    /** Keeps a secret that was shown, until a code proves that an app has it. */
    void offer(Tx tx, UUID id, byte[] secret) {
        tx.update(OFFER, id, Buffer.buffer(secret));
    }

    /** @param offer null when none was shown, or it has been proven; likewise the secret while there is no second factor */
    record Second(byte[] secret, byte[] offer, long step) {}

    private static final String SECOND =
            "select totp_secret, totp_offer, totp_step from account where id = $1 for update";

    /** Whoever looks at it holds it until the transaction ends, so that no code is good twice at once. */
    Second second(Tx tx, UUID id) {
        return tx.one(
                        SECOND,
                        row -> new Second(
                                bytes(row, "totp_secret"), bytes(row, "totp_offer"), row.getLong("totp_step")),
                        id)
                .orElseThrow();
    }

    private static final String PROVE = """
            update account set totp_secret = totp_offer, totp_offer = null, totp_step = $2, recovery = $3 where id = $1
            """;

    void prove(Tx tx, UUID id, long step, List<String> recovery) {
        tx.update(PROVE, id, step, recovery.toArray(String[]::new));
    }

    private static final String STEP = "update account set totp_step = $2 where id = $1";

    void step(Tx tx, UUID id, long step) {
        tx.update(STEP, id, step);
    }

    private static final String RECOVER =
            "update account set recovery = array_remove(recovery, $2::text) where id = $1 and $2::text = any(recovery)";

    /** Uses up a recovery code, by its hash; false when there is none like it. */
    boolean recover(Tx tx, UUID id, String hash) {
        return tx.update(RECOVER, id, hash) == 1;
    }

    private static final String FORGET = """
            update account set totp_secret = null, totp_offer = null, recovery = '{}' where id = $1
            """;

    /** Takes the second factor away, so that they have to set up another. */
    void forgetSecond(Tx tx, UUID id) {
        tx.update(FORGET, id);
    }

    static Account account(Row row) {
        var roles =
                Arrays.stream(row.getArrayOfStrings("roles")).map(Role::valueOf).collect(Collectors.toSet());
        return new Account(
                row.getUUID("id"),
                row.getString("name"),
                roles,
                row.getString("congress"),
                row.getString("staff"),
                Scope.of(roles, codes(row, "delegations"), codes(row, "residences")),
                row.getBoolean("temporary"),
                row.getBoolean("second_factor"),
                Tx.instant(row, "created_at"),
                Tx.instant(row, "ended_at"));
    }

    private static Set<String> codes(Row row, String column) {
        var codes = row.getArrayOfStrings(column);
        return codes == null ? Set.of() : Set.of(codes);
    }

    private static byte[] bytes(Row row, String column) {
        var bytes = row.getBuffer(column);
        return bytes == null ? null : bytes.getBytes();
    }
}
