package io.herald.receipt;

import io.herald.platform.Tx;
import io.herald.provider.Inbound;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** The table {@code inbound}: what people wrote to us. */
@ApplicationScoped
class InboundStore {
    private static final String INSERT = """
            insert into inbound (route, ref, congress, recipient, phone, body, received_at)
            select $1, $2, last.congress, last.recipient, $3, $4, $5
              from (select 1) as always
              left join lateral (select d.congress, d.recipient
                                   from attempt a join delivery d on d.id = a.delivery
                                  where a.phone = $3
                                  order by a.written_at desc limit 1) as last on true
            on conflict (route, ref) do nothing
            """;

    /** Keeps a message with whom we last wrote to at that number; false when it is here already. */
    boolean insert(Tx tx, Inbound message, Instant now) {
        return tx.update(INSERT, message.route(), message.ref(), message.from(), message.body(), now) == 1;
    }

    /** A message from a phone, as staff may see it. */
    record Kept(long id, Long recipient, String body, Instant receivedAt) {}

    private static final String PAGE = """
            select id, recipient, body, received_at from inbound
             where congress = $1 and ($2::bigint is null or id < $2)
             order by id desc limit $3
            """;

    List<Kept> page(Tx tx, String congress, Long before, int limit) {
        return tx.list(
                PAGE,
                row -> new Kept(
                        row.getLong("id"),
                        row.getLong("recipient"),
                        row.getString("body"),
                        Tx.instant(row, "received_at")),
                congress,
                before,
                limit);
    }
}
