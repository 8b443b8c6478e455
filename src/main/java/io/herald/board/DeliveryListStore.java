package io.herald.board;

import io.herald.notice.DeliveryState;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.People;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Lists of deliveries with their people and their last attempts, in the order of their ids. */
@ApplicationScoped
class DeliveryListStore {
    /** Arguments: congress, after, state, delegation, unreached, unconfirmed, limit, whose; the notice comes last. */
    private static final String PAGE = """
            select d.id, d.notice, n.name as notice_name, coalesce(g.code, s.code) as person,
                   coalesce(g.name_zh, s.name_zh) as name_zh, coalesce(g.name_en, s.name_en) as name_en,
                   d.delegation, d.state, d.reason, d.state_at, d.on_card_since, d.seen_at,
                   d.confirmed_at, d.confirmed_by, d.confirmed_way, t.attempts, t.route, t.phone
              from delivery d
              join notice n on n.id = d.notice
              left join delegate g on g.id = d.recipient
              left join staff s on s.id = d.recipient
              left join lateral (
                   select count(*) as attempts,
                          (array_agg(a.route order by a.written_at desc, a.id desc))[1] as route,
                          (array_agg(a.phone order by a.written_at desc, a.id desc))[1] as phone
                     from attempt a where a.delivery = d.id) t on true
             where d.congress = $1 and d.id > $2
               and ($3::text is null or coalesce(d.state, 'CARD_ONLY') = $3)
               and ($4::text is null or d.delegation = $4)
               and (not $5::boolean or\s""" + TallyStore.UNREACHED + """
            )
               and (not $6::boolean or (d.confirmed_at is null and d.state is distinct from 'WITHDRAWN'))
               and ($8::bigint[] is null or d.recipient = any($8))
               %s
             order by d.id
             limit $7
            """;

    private static final String OF_CONGRESS = PAGE.formatted("");

    List<DeliveryLine> ofCongress(
            Tx tx, String congress, DeliveryFilter filter, Long after, int limit, Instant now, People own) {
        return tx.list(
                OF_CONGRESS,
                row -> line(row, now),
                congress,
                after == null ? 0L : after,
                filter.state(),
                filter.delegation(),
                filter.unreached(),
                filter.unconfirmed(),
                limit,
                own.orNull());
    }

    private static final String OF_NOTICE = PAGE.formatted("and d.notice = $9");

    /** The roll-call of a notice, person by person. */
    List<DeliveryLine> ofNotice(
            Tx tx,
            String congress,
            UUID notice,
            DeliveryFilter filter,
            Long after,
            int limit,
            Instant now,
            People own) {
        return tx.list(
                OF_NOTICE,
                row -> line(row, now),
                congress,
                after == null ? 0L : after,
                filter.state(),
                filter.delegation(),
                filter.unreached(),
                filter.unconfirmed(),
                limit,
                own.orNull(),
                notice);
    }

    private static DeliveryLine line(Row row, Instant now) {
        var state = TallyStore.state(row);
        var stateAt = Tx.instant(row, "state_at");
        var seenAt = Tx.instant(row, "seen_at");
        var confirmedAt = Tx.instant(row, "confirmed_at");
        return new DeliveryLine(
                row.getLong("id"),
                row.getUUID("notice"),
                row.getString("notice_name"),
                row.getString("person"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                row.getString("delegation"),
                Reach.of(state, seenAt != null, confirmedAt != null),
                state,
                row.getString("reason"),
                stateAt,
                state == DeliveryState.IN_DOUBT ? Duration.between(stateAt, now).toSeconds() : null,
                Tx.instant(row, "on_card_since"),
                seenAt,
                confirmedAt,
                row.getString("confirmed_by"),
                row.getString("confirmed_way"),
                row.getLong("attempts"),
                row.getString("route"),
                masked(row.getString("phone")));
    }

    /** A number in a list shows no more than its last two digits. */
    static String masked(String phone) {
        return phone == null ? null : "…" + phone.substring(Math.max(0, phone.length() - 2));
    }
}
