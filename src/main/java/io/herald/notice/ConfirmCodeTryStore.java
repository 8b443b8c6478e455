package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** The table {@code confirm_code_try}: codes that were wrong. */
@ApplicationScoped
class ConfirmCodeTryStore {
    private static final Duration KEPT = Duration.ofHours(1);

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('code try ' || $1, 0))";

    /** Tries from one address follow each other: held until the transaction ends. */
    void lock(Tx tx, String address) {
        tx.query(LOCK, address);
    }

    /** How many were wrong, from an address, and of a notice's code from anywhere. */
    record Wrong(long fromAddress, long ofCode) {}

    private static final String COUNT = """
            select (select count(*) from confirm_code_try where address = $1 and at > $3) as from_address,
                   (select count(*) from confirm_code_try where code = $2 and at > $3) as of_code
            """;

    Wrong since(Tx tx, String address, String code, Instant since) {
        return tx.one(
                        COUNT,
                        row -> new Wrong(row.getLong("from_address"), row.getLong("of_code")),
                        address,
                        code,
                        since)
                .orElseThrow();
    }

    private static final String FORGET = "delete from confirm_code_try where at < $1";

    private static final String INSERT = "insert into confirm_code_try (at, address, code) values ($1, $2, $3)";

    /** Notes a wrong one, and forgets those of long ago. */
    void note(Tx tx, String address, String code, Instant now) {
        tx.update(FORGET, now.minus(KEPT));
        tx.update(INSERT, now, address, code);
    }
}
