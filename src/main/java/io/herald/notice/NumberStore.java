package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The table {@code attempt} as numbers see it: what went to each. */
@ApplicationScoped
public class NumberStore {
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('number ' || $1 || ' ' || phone, 0))
              from (select phone from unnest($2::text[]) as phone order by phone) as in_order
            """;

    /** Lets writers to the same numbers over a route follow each other: held until the transaction ends. */
    public void lock(Tx tx, String route, List<String> phones) {
        tx.query(LOCK, route, phones.toArray(String[]::new));
    }

    private static final String SENT_SINCE = """
            select phone, written_at from attempt
             where phone = any($2) and route = $1 and written_at > $3
               and outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED', 'BOUNCED')
            """;

    /**
     * By number, when something went to it over a route since then, for whomever and of whichever congress. What is in the air or
     * in doubt counts; what the provider refused or never got does not.
     */
    public Map<String, List<Instant>> sentSince(Tx tx, String route, List<String> phones, Instant since) {
        var sent = new HashMap<String, List<Instant>>();
        tx.query(SENT_SINCE, route, phones.toArray(String[]::new), since)
                .forEach(row -> sent.computeIfAbsent(row.getString("phone"), first -> new ArrayList<>())
                        .add(Tx.instant(row, "written_at")));
        return sent;
    }
}
