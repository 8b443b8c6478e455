package io.herald.notice;

import io.herald.TestDatabase;
import io.herald.plan.Channel;
import io.herald.plan.Facts;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.Ids;
import io.herald.platform.Tx;
import io.herald.render.MessageTemplate;
import io.herald.render.Parts;
import io.herald.roster.Language;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;

/** A congress on a database of its own, with the notice package wired over it. */
final class NoticeFixtures implements AutoCloseable {
    static final String CONGRESS = "demo";
    static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    static final UUID NODE = Ids.next();
    private static final MessageTemplate TEXT =
            MessageTemplate.freeText(Map.of(Language.EN, "The hall opens at nine."));

    /** Those this fixture fills, in the order in which they let go of each other: quicker than emptying all there are. */
    private static final List<String> TABLES = List.of(
            "receipt",
            "attempt_step",
            "attempt",
            "delivery",
            "audience_page",
            "held_notice",
            "batch",
            "notice",
            "node",
            "opt_out",
            "delegate",
            "delegation",
            "congress");

    final TestDatabase database = TestDatabase.fresh();
    final Db db = database.db();
    final NoticeStore notices = new NoticeStore();
    final AudienceStore audiences = new AudienceStore();
    final DeliveryStore deliveries = new DeliveryStore();
    final BatchStore batches = new BatchStore();
    final AttemptStore attempts = new AttemptStore();
    final ReceiptStore receipts = new ReceiptStore();
    final DoubtStore doubts = new DoubtStore();
    final NodeStore nodes = new NodeStore();
    final OptOutStore optOuts = new OptOutStore();
    final HeldNoticeStore held = new HeldNoticeStore();
    final Notices releases = new Notices(notices, audiences, deliveries, attempts, batches, held);
    final PlanningCursor cursor = new PlanningCursor(db, notices, audiences, deliveries, batches, held);
    final AttemptStepStore steps = new AttemptStepStore();
    final NoticeConfig config = new SmallRyeConfigBuilder()
            .withConverter(Duration.class, 200, new DurationConverter())
            .withMapping(NoticeConfig.class)
            .build()
            .getConfigMapping(NoticeConfig.class);
    final Settling settling = new Settling(attempts, deliveries, batches, optOuts, receipts, steps, config);
    final ReportMerge merge = new ReportMerge(receipts, deliveries, notices, settling, steps, config);

    /** Starts anew with a congress of so many delegates; their ids start at 1, and those of deliveries do. */
    List<Long> congressOf(int delegates) {
        db.transact(tx -> {
            for (var table : TABLES) {
                tx.update("delete from " + table);
            }
            tx.query("select setval(pg_get_serial_sequence('delivery', 'id'), 1, false)");
            tx.update(
                    "insert into congress (code, zone, languages, region) values ($1, 'Asia/Shanghai', '{EN}', 'CN')",
                    CONGRESS);
            tx.update("insert into delegation (congress, code) values ($1, 'D01')", CONGRESS);
            tx.update("""
                    insert into delegate (id, congress, code, language, delegation, contact, card_token)
                    select n, $1, 'P' || n, 'EN', 'D01', 'OWN', 'token-' || n from generate_series(1, $2) as n order by n
                    """, CONGRESS, delegates);
        });
        return LongStream.rangeClosed(1, delegates).boxed().toList();
    }

    /** A notice as a test wants it; every part has a good default. */
    static final class Draft {
        private Lane lane = Lane.ROUTINE;
        private Set<Channel> channels = Set.of(Channel.SMS);
        private String subject;
        private int version;
        private Instant useBy = NOW.plus(Duration.ofDays(1));

        Draft lane(Lane wanted) {
            lane = wanted;
            return this;
        }

        Draft channels(Channel... wanted) {
            channels = Set.of(wanted);
            return this;
        }

        Draft about(String wanted, int itsVersion) {
            subject = wanted;
            version = itsVersion;
            return this;
        }

        Draft useBy(Instant wanted) {
            useBy = wanted;
            return this;
        }

        Notice to(int heads) {
            return new Notice(
                    Ids.next(),
                    CONGRESS,
                    "test",
                    null,
                    null,
                    null,
                    "test",
                    NOW,
                    lane,
                    channels,
                    TEXT,
                    subject,
                    version,
                    Facts.NONE,
                    NOW,
                    useBy,
                    false,
                    heads,
                    0,
                    null,
                    null,
                    null,
                    null,
                    false,
                    false);
        }
    }

    static Draft notice() {
        return new Draft();
    }

    /** Releases a notice to an audience that is due at once, without planning it. */
    Notice release(Draft draft, List<Long> recipients) {
        return release(draft, Map.of(NOW, recipients));
    }

    /** Each due time is a page of its own. */
    Notice release(Draft draft, Map<Instant, List<Long>> recipientsByDue) {
        var notice =
                draft.to(recipientsByDue.values().stream().mapToInt(List::size).sum());
        db.transact(tx -> releases.release(tx, notice, new TreeMap<>(recipientsByDue), Optional.empty()));
        return notice;
    }

    /** Releases and plans a notice, and makes its batches this node's. */
    Sending sending(Draft draft, List<Long> recipients) {
        var notice = release(draft, recipients);
        cursor.runOnce(NOW);
        return new Sending(notice, start(notice.lane(), NODE, NOW));
    }

    /** A notice whose batches are started. */
    record Sending(Notice notice, List<Batch> batches) {
        Batch batch() {
            return batches.get(0);
        }
    }

    /** Publishes and starts every batch that is due. */
    List<Batch> start(Lane lane, UUID node, Instant now) {
        return db.inTransaction(tx -> batches.publishDue(tx, lane, now, 1_000).stream()
                .map(batch ->
                        batches.start(tx, batch.id(), batch.fence(), node, now).orElseThrow())
                .toList());
    }

    /** The attempts a worker would make for what waits in the batch, all in one window. */
    List<Attempt> window(Batch batch) {
        return db.read(tx -> deliveries.waiting(tx, batch.id())).stream()
                .map(waiting -> attempt(waiting.id()))
                .toList();
    }

    static Attempt attempt(long delivery) {
        return attempt(delivery, "+999860" + delivery);
    }

    static Attempt attempt(long delivery, String phone) {
        var text = "The hall opens at nine.";
        return new Attempt(Ids.next(), delivery, "first", phone, text, Parts.of(text), Facts.NONE, Map.of());
    }

    Set<UUID> write(Batch batch, List<Attempt> window) {
        return db.inTransaction(tx -> attempts.write(tx, batch, NODE, window, NOW));
    }

    /** Writes one window for the whole batch; answers the attempt of each delivery. */
    Map<Long, UUID> fly(Batch batch) {
        var window = window(batch);
        var written = write(batch, window);
        var byDelivery = new TreeMap<Long, UUID>();
        window.stream()
                .filter(attempt -> written.contains(attempt.id()))
                .forEach(attempt -> byDelivery.put(attempt.delivery(), attempt.id()));
        return byDelivery;
    }

    /** What the provider names the message of an attempt. */
    static String ref(UUID attempt) {
        return "ref-" + attempt;
    }

    static Settlement accepted(long delivery, UUID attempt) {
        return new Settlement(
                attempt, delivery, AttemptOutcome.ACCEPTED, ref(attempt), "", DeliveryState.ACCEPTED, null);
    }

    static Settlement unknown(long delivery, UUID attempt) {
        return new Settlement(attempt, delivery, AttemptOutcome.UNKNOWN, "", "time-out", DeliveryState.IN_DOUBT, null);
    }

    static Settlement neverLeft(long delivery, UUID attempt) {
        return new Settlement(
                attempt, delivery, AttemptOutcome.NEVER_LEFT, "", "not made", DeliveryState.PLANNED, null);
    }

    void settle(Notice notice, List<Settlement> settlements) {
        settle(notice, settlements, new Settling.Again(NOW.plusSeconds(5), null, 1));
    }

    void settle(Notice notice, List<Settlement> settlements, Settling.Again again) {
        settle(notice, settlements, again, NOW);
    }

    /** As a window is settled: reports that came too early to be understood are applied in the same transaction. */
    void settle(Notice notice, List<Settlement> settlements, Settling.Again again, Instant now) {
        db.transact(tx -> {
            var early = settling.settle(tx, notice, settlements, again, now, "answer");
            merge.merge(tx, early.stream().map(NoticeFixtures::reported).toList(), now);
        });
    }

    static Reported reported(EarlyReport early) {
        boolean failed = early.progress() == Progress.FAILED;
        return new Reported(
                early.route(),
                early.attempt(),
                early.ref(),
                early.progress(),
                early.code(),
                failed ? Reason.UNREACHABLE : null,
                null);
    }

    /** The steps of an attempt, each as {@code STEP detail}. */
    List<String> steps(UUID attempt) {
        return db.read(tx -> tx.list(
                "select step || ' ' || detail as line from attempt_step where attempt = $1 order by id",
                row -> row.getString("line"),
                attempt));
    }

    Map<Long, DeliveryState> states(Notice notice) {
        var states = new HashMap<Long, DeliveryState>();
        db.read(tx -> tx.query("select id, state from delivery where notice = $1", notice.id()))
                .forEach(row -> states.put(row.getLong("id"), DeliveryState.valueOf(row.getString("state"))));
        return states;
    }

    DeliveryState state(long delivery) {
        return DeliveryState.valueOf(text("select state from delivery where id = $1", delivery));
    }

    String reason(long delivery) {
        return text("select reason from delivery where id = $1", delivery);
    }

    String outcome(UUID attempt) {
        return text("select outcome from attempt where id = $1", attempt);
    }

    /** The one text a query answers. */
    String text(String sql, Object... arguments) {
        return db.read(tx -> tx.query(sql, arguments).iterator().next().getString(0));
    }

    /** The one number a query answers. */
    long count(String sql, Object... arguments) {
        return db.read(tx -> tx.query(sql, arguments).iterator().next().getLong(0));
    }

    void sql(String statement, Object... arguments) {
        db.transact((Tx tx) -> tx.update(statement, arguments));
    }

    @Override
    public void close() {
        database.close();
    }
}
