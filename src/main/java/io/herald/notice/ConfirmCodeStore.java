package io.herald.notice;

import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The table {@code confirm_code}: the codes of notices that ask for an acknowledgement. */
@ApplicationScoped
class ConfirmCodeStore {
    private static final String OF = "select code, notice, secret from confirm_code where notice = $1";

    Optional<ConfirmCode> of(Tx tx, UUID notice) {
        return tx.one(OF, ConfirmCodeStore::code, notice);
    }

    private static final String GIVE = """
            insert into confirm_code (code, notice, secret, open_until)
            select $1, $2, $3, $4
             where not exists (select 1 from confirm_code where notice = $2)
            on conflict (code) do update
               set notice = excluded.notice, secret = excluded.secret, open_until = excluded.open_until
             where confirm_code.open_until <= $5
            """;

    /** Gives a notice this code; false when another that is still open has it, or the notice has one. */
    boolean give(Tx tx, ConfirmCode code, Instant openUntil, Instant now) {
        return tx.update(GIVE, code.code(), code.notice(), code.secret(), openUntil, now) == 1;
    }

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('code ' || $1::text, 0))";

    /** Whoever gives this notice a code follows: held until the transaction ends. */
    void lock(Tx tx, UUID notice) {
        tx.query(LOCK, notice.toString());
    }

    private static final String OPEN =
            "select code, notice, secret from confirm_code where code = $1 and open_until > $2";

    /** The open one of these signs. */
    Optional<ConfirmCode> open(Tx tx, String code, Instant now) {
        return tx.one(OPEN, ConfirmCodeStore::code, code, now);
    }

    /** Somebody who was asked. */
    record Asked(long delivery, long recipient, String person) {}

    private static final String ASKED = """
            select d.id, d.recipient, r.code
              from delivery d join recipient r on r.id = d.recipient
             where d.notice = $1 and r.removed_at is null and (upper(regexp_replace(normalize(r.code, NFKC), '[._-]', '', 'g')) = $2 or right(r.phone, 4) = $2)
            """;

    /** Those whom a notice asked with this code of theirs, typed without dots and dashes, or whose phone number ends in these four digits. */
    List<Asked> asked(Tx tx, UUID notice, String who) {
        return tx.list(
                ASKED,
                row -> new Asked(row.getLong("id"), row.getLong("recipient"), row.getString("code")),
                notice,
                who);
    }

    private static ConfirmCode code(Row row) {
        return new ConfirmCode(row.getString("code"), row.getUUID("notice"), row.getString("secret"));
    }
}
