package io.herald.board;

import io.herald.notice.AttemptOutcome;
import io.herald.notice.DoubtStep;
import io.herald.notice.Progress;
import io.herald.plan.Lane;
import io.herald.platform.Tx;
import io.herald.render.Encoding;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** All that one delegate was told and how it went, in four queries whatever the length. */
@ApplicationScoped
class HistoryStore {
    private static final String DELEGATE = "select id from delegate where congress = $1 and code = $2";

    /** Those who were removed keep their history. */
    Optional<Long> delegate(Tx tx, String congress, String code) {
        return tx.one(DELEGATE, row -> row.getLong("id"), congress, code);
    }

    private static final String DELIVERIES = """
            select d.id, d.notice, n.name, n.subject, n.version, n.lane, n.due_at, n.use_by, n.ack_asked, n.stopped_at,
                   n.superseded_at, d.state, d.reason, d.state_at, d.on_card_since, d.seen_at, d.confirmed_at,
                   d.confirmed_by, d.confirmed_way
              from delivery d join notice n on n.id = d.notice
             where d.recipient = $1 and ($2::bigint is null or d.id < $2)
             order by d.id desc
             limit $3
            """;

    /** The newest first, from before the delivery {@code before}, null for the newest of all. */
    List<Told> page(Tx tx, long recipient, Long before, int limit) {
        var deliveries = tx.list(DELIVERIES, HistoryStore::told, recipient, before, limit);
        var tries = tries(tx, deliveries.stream().map(Told::delivery).toList());
        return deliveries.stream()
                .map(told -> told.with(tries.getOrDefault(told.delivery(), List.of())))
                .toList();
    }

    private static final String ATTEMPTS = """
            select id, delivery, route, phone, text, parts, encoding, outcome, reason, written_at, settled_at, settled_how,
                   report, report_code, report_at
              from attempt
             where delivery = any($1)
             order by written_at, id
            """;

    private Map<Long, List<Told.Try>> tries(Tx tx, List<Long> deliveries) {
        var tries = tx.list(ATTEMPTS, HistoryStore::attempt, (Object) deliveries.toArray(Long[]::new));
        var ids = tries.stream().map(Told.Try::id).toList();
        var callbacks = callbacks(tx, ids);
        var steps = steps(tx, ids);
        return tries.stream()
                .map(attempt -> attempt.with(
                        callbacks.getOrDefault(attempt.id(), List.of()), steps.getOrDefault(attempt.id(), List.of())))
                .collect(Collectors.groupingBy(Told.Try::delivery));
    }

    /** A provider names the attempt, or only its own id of the message. */
    private static final String RECEIPTS = """
            select r.id, r.attempt, r.report, r.code, r.received_at from receipt r where r.attempt = any($1)
            union all
            select r.id, a.id, r.report, r.code, r.received_at
              from attempt a join receipt r on r.route = a.route and r.ref = a.ref
             where a.id = any($1) and r.attempt is null
             order by id
            """;

    private Map<UUID, List<Told.Callback>> callbacks(Tx tx, List<UUID> attempts) {
        var callbacks = new HashMap<UUID, List<Told.Callback>>();
        tx.query(RECEIPTS, (Object) attempts.toArray(UUID[]::new)).forEach(row -> callbacks
                .computeIfAbsent(row.getUUID("attempt"), none -> new ArrayList<>())
                .add(new Told.Callback(
                        Progress.valueOf(row.getString("report")),
                        row.getString("code"),
                        Tx.instant(row, "received_at"))));
        return callbacks;
    }

    private static final String STEPS = """
            select attempt, at, step, detail from attempt_step where attempt = any($1) order by id
            """;

    private Map<UUID, List<Told.Step>> steps(Tx tx, List<UUID> attempts) {
        var steps = new HashMap<UUID, List<Told.Step>>();
        tx.query(STEPS, (Object) attempts.toArray(UUID[]::new)).forEach(row -> steps.computeIfAbsent(
                        row.getUUID("attempt"), none -> new ArrayList<>())
                .add(new Told.Step(
                        Tx.instant(row, "at"), DoubtStep.valueOf(row.getString("step")), row.getString("detail"))));
        return steps;
    }

    private static Told told(Row row) {
        var state = TallyStore.state(row);
        var seenAt = Tx.instant(row, "seen_at");
        var confirmedAt = Tx.instant(row, "confirmed_at");
        return new Told(
                row.getLong("id"),
                new Told.About(
                        row.getUUID("notice"),
                        row.getString("name"),
                        row.getString("subject"),
                        row.getInteger("version"),
                        Lane.valueOf(row.getString("lane")),
                        Tx.instant(row, "due_at"),
                        Tx.instant(row, "use_by"),
                        row.getBoolean("ack_asked"),
                        Tx.instant(row, "stopped_at"),
                        Tx.instant(row, "superseded_at")),
                Reach.of(state, seenAt != null, confirmedAt != null),
                state,
                row.getString("reason"),
                Tx.instant(row, "state_at"),
                Tx.instant(row, "on_card_since"),
                seenAt,
                confirmedAt,
                row.getString("confirmed_by"),
                row.getString("confirmed_way"),
                List.of());
    }

    private static Told.Try attempt(Row row) {
        var report = row.getString("report");
        return new Told.Try(
                row.getUUID("id"),
                row.getLong("delivery"),
                row.getString("route"),
                DeliveryListStore.masked(row.getString("phone")),
                row.getString("text"),
                row.getInteger("parts"),
                Encoding.valueOf(row.getString("encoding")),
                AttemptOutcome.valueOf(row.getString("outcome")),
                row.getString("reason"),
                Tx.instant(row, "written_at"),
                Tx.instant(row, "settled_at"),
                row.getString("settled_how"),
                report == null ? null : Progress.valueOf(report),
                row.getString("report_code"),
                Tx.instant(row, "report_at"),
                List.of(),
                List.of());
    }
}
