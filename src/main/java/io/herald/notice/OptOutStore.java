package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The table {@code opt_out}: numbers whose people do not want SMS, whatever the provider keeps. */
@ApplicationScoped
public class OptOutStore {
    private static final String AMONG = "select phone from opt_out where phone = any($1)";

    /** Those of these numbers that opted out. */
    public Set<String> among(Tx tx, Collection<String> phones) {
        return new HashSet<>(tx.list(AMONG, row -> row.getString("phone"), (Object) phones.toArray(String[]::new)));
    }

    private static final String ADD =
            "insert into opt_out (phone, since, source) values ($1, $2, $3) on conflict (phone) do nothing";

    /** @param source where the wish was learnt: {@code sms} or {@code provider} */
    public void add(Tx tx, String phone, String source, Instant now) {
        tx.update(ADD, phone, now, source);
    }

    private static final String ADD_PHONES_OF = """
            insert into opt_out (phone, since, source)
            select distinct phone, $2::timestamptz, 'provider' from attempt where id = any($1)
            on conflict (phone) do nothing
            """;

    /** For numbers whose provider says that their people opted out there. */
    void addPhonesOf(Tx tx, List<UUID> attempts, Instant now) {
        tx.update(ADD_PHONES_OF, attempts.toArray(UUID[]::new), now);
    }

    private static final String LIFT = "delete from opt_out where phone = $1";

    public void lift(Tx tx, String phone) {
        tx.update(LIFT, phone);
    }
}
