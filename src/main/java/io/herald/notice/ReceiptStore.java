package io.herald.notice;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The table {@code receipt}, and what a report changes on {@code attempt}. */
@ApplicationScoped
class ReceiptStore {
    private static final String KEEP = """
            insert into receipt (route, attempt, ref, report, code, received_at)
            select route, attempt, ref, report, code, $6
              from unnest($1::text[], $2::uuid[], $3::text[], $4::text[], $5::text[]) as u (route, attempt, ref, report, code)
            on conflict (route, ref, report, code) do nothing
            """;

    /** Keeps each callback once. */
    void keep(Tx tx, List<Reported> reports, Instant now) {
        tx.update(
                KEEP,
                reports.stream().map(Reported::route).toArray(String[]::new),
                reports.stream().map(Reported::attempt).toArray(UUID[]::new),
                reports.stream().map(Reported::ref).toArray(String[]::new),
                reports.stream().map(Reported::progress).toArray(Progress[]::new),
                reports.stream().map(Reported::code).toArray(String[]::new),
                now);
    }

    private static final String BY_REF = """
            select a.id, a.route, a.ref
              from unnest($1::text[], $2::text[]) as u (route, ref)
              join attempt a on a.route = u.route and a.ref = u.ref
            """;

    /** The attempts behind the reports that name only the provider's id, keyed by {@link #key}. */
    Map<String, UUID> attemptsByRef(Tx tx, List<Reported> reports) {
        var found = new HashMap<String, UUID>();
        if (!reports.isEmpty()) {
            tx.query(
                            BY_REF,
                            reports.stream().map(Reported::route).toArray(String[]::new),
                            reports.stream().map(Reported::ref).toArray(String[]::new))
                    .forEach(row -> found.put(key(row.getString("route"), row.getString("ref")), row.getUUID("id")));
        }
        return found;
    }

    static String key(String route, String ref) {
        return route + ' ' + ref;
    }

    private static final String EARLY = """
            select a.id, r.route, r.ref, r.report, r.code
              from attempt a join receipt r on r.route = a.route and r.ref = a.ref
             where a.id = any($1) and r.attempt is null
            """;

    /** The reports that named these attempts by the provider's id alone, before anybody knew whose it was. */
    List<EarlyReport> early(Tx tx, List<UUID> attempts) {
        return tx.list(
                EARLY,
                row -> new EarlyReport(
                        row.getString("route"),
                        row.getUUID("id"),
                        row.getString("ref"),
                        Progress.valueOf(row.getString("report")),
                        row.getString("code")),
                (Object) attempts.toArray(UUID[]::new));
    }

    /**
     * An attempt about which more is known now than before, and the delivery it belongs to.
     *
     * @param outOfDoubt whether this report settled what was in doubt
     */
    record Risen(
            UUID attempt,
            long delivery,
            UUID notice,
            int tries,
            Progress progress,
            boolean mayArrive,
            boolean outOfDoubt) {}

    private static final String RAISE = """
            update attempt a
               set report = u.report, report_code = u.code, report_at = $5,
                   ref = coalesce(a.ref, nullif(u.ref, '')),
                   outcome = case when a.outcome in ('FLYING', 'UNKNOWN') then 'ACCEPTED'
                                  when a.outcome in ('NEVER_LEFT', 'TRY_LATER') and u.report <> 'FAILED'
                                       and not exists (select 1 from attempt b
                                                        where b.delivery = a.delivery and b.id <> a.id
                                                          and b.outcome in ('FLYING', 'UNKNOWN', 'ACCEPTED')) then 'ACCEPTED'
                                  else a.outcome end,
                   settled_at = coalesce(a.settled_at, $5),
                   settled_how = case when a.outcome in ('FLYING', 'UNKNOWN') then $6 else a.settled_how end,
                   asks = case when a.outcome = 'UNKNOWN' then 0 else a.asks end,
                   next_ask_at = case when u.report in ('QUEUED', 'SENT')
                                      then coalesce(case when a.outcome <> 'UNKNOWN' then a.next_ask_at end,
                                                    $5 + make_interval(secs => $7)) end
              from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as u (id, report, code, ref),
                   delivery d
             where a.id = u.id and d.id = a.delivery
               and (a.report is null
                    or array_position(array['QUEUED', 'SENT', 'FAILED', 'DELIVERED', 'READ'], a.report)
                     < array_position(array['QUEUED', 'SENT', 'FAILED', 'DELIVERED', 'READ'], u.report))
            returning a.id, a.delivery, d.notice, d.tries, a.report, a.outcome,
                      a.doubted_at is not null and a.settled_at = $5 as out_of_doubt
            """;

    /**
     * Raises what is known of each attempt, never lowers it; answers those that rose. One report an attempt.
     *
     * @param how who found out: {@code callback} or {@code asked}
     * @param unreportedAfter how long to wait for a final report before the provider is asked for it
     */
    List<Risen> raise(Tx tx, Map<UUID, Reported> reports, Instant now, String how, Duration unreportedAfter) {
        var ids = reports.keySet().stream().sorted().toList();
        return tx.list(
                RAISE,
                row -> new Risen(
                        row.getUUID("id"),
                        row.getLong("delivery"),
                        row.getUUID("notice"),
                        row.getInteger("tries"),
                        Progress.valueOf(row.getString("report")),
                        AttemptOutcome.valueOf(row.getString("outcome")) == AttemptOutcome.ACCEPTED,
                        row.getBoolean("out_of_doubt")),
                ids.toArray(UUID[]::new),
                ids.stream().map(id -> reports.get(id).progress()).toArray(Progress[]::new),
                ids.stream().map(id -> reports.get(id).code()).toArray(String[]::new),
                ids.stream().map(id -> reports.get(id).ref()).toArray(String[]::new),
                now,
                how,
                unreportedAfter.toMillis() / 1000.0);
    }

    private static final String BOUNCE =
            "update attempt set outcome = 'BOUNCED' where id = any($1) and outcome = 'ACCEPTED'";

    void bounce(Tx tx, List<UUID> attempts) {
        tx.update(BOUNCE, (Object) attempts.toArray(UUID[]::new));
    }
}
