package io.herald.board;

import io.herald.board.TallyDeltaStore.Move;
import io.herald.notice.DeliveryState;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.People;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Counts over the table {@code delivery}: each reads its rows once. */
@ApplicationScoped
class TallyStore {
    /** The condition of {@link Reach#unreached} for a row of {@code delivery d}. */
    static final String UNREACHED = "(d.confirmed_at is null and d.seen_at is null and (d.state is null or d.state in ("
            + Reach.unreachedStates().stream().map(DeliveryState::name).collect(Collectors.joining("', '", "'", "'"))
            + ")))";

    private static final String COUNTS = """
            count(*) as total,
            count(*) filter (where d.state = 'PLANNED') as planned,
            count(*) filter (where d.state = 'IN_DOUBT') as in_doubt,
            count(*) filter (where d.state = 'ACCEPTED') as accepted,
            count(*) filter (where d.state = 'SENT') as sent,
            count(*) filter (where d.state = 'DELIVERED') as delivered,
            count(*) filter (where d.state = 'READ') as read,
            count(*) filter (where d.state = 'FAILED') as failed,
            count(*) filter (where d.state = 'EXPIRED') as expired,
            count(*) filter (where d.state = 'WITHDRAWN') as withdrawn,
            count(*) filter (where d.state is null) as card_only,
            count(d.seen_at) as seen,
            count(d.confirmed_at) as confirmed,
            count(*) filter (where\s""" + UNREACHED + ") as unreached ";

    private static final String OF_CONGRESS = "select " + COUNTS
            + "from delivery d where d.congress = $1 and ($2::bigint[] is null or d.recipient = any($2))";

    Tally ofCongress(Tx tx, String congress, People own) {
        return tx.one(OF_CONGRESS, TallyStore::tally, congress, own.orNull()).orElse(Tally.NONE);
    }

    /**
     * What stands in one state.
     *
     * @param state null for notices that are shown on cards alone
     * @param since when the first of them came into it: how long at most nothing more has been known of them
     */
    record OfState(DeliveryState state, long deliveries, long seen, long confirmed, Instant since) {}

    private static final String BY_STATE = """
            select d.state, count(*) as total, count(d.seen_at) as seen, count(d.confirmed_at) as confirmed,
                   min(d.state_at) as since
              from delivery d
             where d.congress = $1 and ($2::bigint[] is null or d.recipient = any($2))
             group by d.state
            """;

    /** In the order of the states, what is on cards alone at the end; a state nobody is in is missing. */
    List<OfState> byState(Tx tx, String congress, People own) {
        return tx
                .list(
                        BY_STATE,
                        row -> new OfState(
                                state(row),
                                row.getLong("total"),
                                row.getLong("seen"),
                                row.getLong("confirmed"),
                                Tx.instant(row, "since")),
                        congress,
                        own.orNull())
                .stream()
                .sorted(Comparator.comparing(OfState::state, Comparator.nullsLast(Comparator.naturalOrder())))
                .toList();
    }

    static DeliveryState state(Row row) {
        var state = row.getString("state");
        return state == null ? null : DeliveryState.valueOf(state);
    }

    private static final String OF_NOTICES = "select d.notice, " + COUNTS + """
            from delivery d
             where d.notice = any($1) and ($2::bigint[] is null or d.recipient = any($2))
             group by d.notice
            """;

    /** By notice; one without deliveries is missing. */
    Map<UUID, Tally> ofNotices(Tx tx, Collection<UUID> notices, People own) {
        var tallies = new HashMap<UUID, Tally>();
        tx.query(OF_NOTICES, notices.toArray(UUID[]::new), own.orNull())
                .forEach(row -> tallies.put(row.getUUID("notice"), tally(row)));
        return tallies;
    }

    private static final String NAMED = """
            select u.code, g.name_zh, g.name_en
              from unnest($2::text[]) as u (code)
              left join delegation g on g.congress = $1 and g.code = u.code
             order by u.code nulls last
            """;

    /** Counts by the code of a delegation, empty for staff, as {@link #byDelegation} tells them. */
    List<OfDelegation> named(Tx tx, String congress, Map<String, TallySum> sums) {
        var codes =
                sums.keySet().stream().map(code -> code.isEmpty() ? null : code).toArray(String[]::new);
        return tx.list(
                NAMED,
                row -> {
                    var code = row.getString("code");
                    var sum = sums.get(code == null ? "" : code);
                    return new OfDelegation(
                            code,
                            new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                            sum.tally(),
                            sum.lastConfirmed());
                },
                congress,
                codes);
    }

    private static final String STANDING_BY_DELEGATION = """
            select d.congress, d.delegation, d.state, d.seen_at is not null as seen, d.confirmed_at is not null as confirmed,
                   max(d.confirmed_at) as confirmed_at, count(*) as deliveries
              from delivery d
             group by 1, 2, 3, 4, 5
            """;

    private static final String STANDING_BY_NOTICE = """
            select d.notice, d.state, d.seen_at is not null as seen, d.confirmed_at is not null as confirmed,
                   max(d.confirmed_at) as confirmed_at, count(*) as deliveries
              from delivery d
             group by 1, 2, 3, 4
            """;

    /** Where all deliveries stand, by congress and delegation first, then all of them once more by notice. */
    List<Move> standings(Tx tx) {
        var all = new ArrayList<>(tx.list(
                STANDING_BY_DELEGATION,
                row -> standing(row, row.getString("congress"), null, row.getString("delegation"))));
        all.addAll(tx.list(STANDING_BY_NOTICE, row -> standing(row, null, row.getUUID("notice"), null)));
        return all;
    }

    private static Move standing(Row row, String congress, UUID notice, String delegation) {
        return Move.standing(
                congress,
                notice,
                delegation,
                state(row),
                row.getBoolean("seen"),
                row.getBoolean("confirmed"),
                Tx.instant(row, "confirmed_at"),
                row.getLong("deliveries"));
    }

    private static final String PARTS = """
            select d.notice, sum(a.parts) as parts
              from delivery d join attempt a on a.delivery = d.id
             where d.notice = any($1) and a.outcome in ('ACCEPTED', 'BOUNCED')
               and ($2::bigint[] is null or d.recipient = any($2))
             group by d.notice
            """;

    /** How many SMS parts providers took for each notice, as far as is known: attempts in doubt are not among them. */
    Map<UUID, Long> partsSent(Tx tx, Collection<UUID> notices, People own) {
        var parts = new HashMap<UUID, Long>();
        tx.query(PARTS, notices.toArray(UUID[]::new), own.orNull())
                .forEach(row -> parts.put(row.getUUID("notice"), row.getLong("parts")));
        return parts;
    }

    /**
     * What stands in one delegation.
     *
     * @param delegation its code, null for staff, who belong to none
     * @param lastConfirmed when the latest confirmation came, null when none did
     */
    record OfDelegation(String delegation, Bilingual name, Tally tally, Instant lastConfirmed) {}

    private static final String BY_DELEGATION = """
              from (select d.delegation, max(d.confirmed_at) as last_confirmed,\s""" + COUNTS + """
                      from delivery d
                     where %s
                     group by d.delegation) as d
              left join delegation g on g.congress = $1 and g.code = d.delegation
             order by d.delegation nulls last
            """;

    private static final String DELEGATION_COLUMNS = """
            select d.delegation, g.name_zh, g.name_en, d.last_confirmed, d.total, d.planned, d.in_doubt, d.accepted, d.sent,
                   d.delivered, d.read, d.failed, d.expired, d.withdrawn, d.card_only, d.seen, d.confirmed, d.unreached
            """;

    private static final String DELEGATIONS_OF_CONGRESS = DELEGATION_COLUMNS
            + BY_DELEGATION.formatted("d.congress = $1 and ($2::bigint[] is null or d.recipient = any($2))");

    List<OfDelegation> byDelegation(Tx tx, String congress, People own) {
        return tx.list(DELEGATIONS_OF_CONGRESS, TallyStore::ofDelegation, congress, own.orNull());
    }

    private static final String DELEGATIONS_OF_NOTICE = DELEGATION_COLUMNS
            + BY_DELEGATION.formatted(
                    "d.congress = $1 and d.notice = $2 and ($3::bigint[] is null or d.recipient = any($3))");

    /** One line a delegation that the notice concerns. */
    List<OfDelegation> byDelegation(Tx tx, String congress, UUID notice, People own) {
        return tx.list(DELEGATIONS_OF_NOTICE, TallyStore::ofDelegation, congress, notice, own.orNull());
    }

    private static OfDelegation ofDelegation(Row row) {
        return new OfDelegation(
                row.getString("delegation"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                tally(row),
                Tx.instant(row, "last_confirmed"));
    }

    private static Tally tally(Row row) {
        return new Tally(
                row.getLong("total"),
                row.getLong("planned"),
                row.getLong("in_doubt"),
                row.getLong("accepted"),
                row.getLong("sent"),
                row.getLong("delivered"),
                row.getLong("read"),
                row.getLong("failed"),
                row.getLong("expired"),
                row.getLong("withdrawn"),
                row.getLong("card_only"),
                row.getLong("seen"),
                row.getLong("confirmed"),
                row.getLong("unreached"));
    }
}
