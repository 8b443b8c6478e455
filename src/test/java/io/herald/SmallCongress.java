package io.herald;

import io.herald.platform.Db;
import io.herald.platform.Ids;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Writes rows of a congress with two delegations straight into the tables, each with defaults that tests need not mention. */
public final class SmallCongress {
    public static final Instant NOW = Instant.parse("2026-11-22T01:00:00Z");
    public static final String HASH = "0".repeat(64);

    private final Db db;
    private final String code;

    public SmallCongress(Db db, String code) {
        this.db = db;
        this.code = code;
        db.transact(tx -> {
            tx.update(
                    "insert into congress (code, name_zh, name_en, zone, languages, region, sample, settings)"
                            + " values ($1, '大会', 'The congress', 'Asia/Shanghai', '{ZH,EN}', 'CN', true, $2)",
                    code,
                    new JsonObject().put("deskPhone", "010-1234 5678"));
            tx.update(
                    "insert into delegation (congress, code, name_zh, name_en) values ($1, 'D01', '东团', 'East'), ($1, 'D02', '西团', 'West')",
                    code);
        });
    }

    public String code() {
        return code;
    }

    public long delegate(String delegate, String delegation) {
        return db.read(tx -> tx.one(
                        "insert into delegate (congress, code, name_zh, name_en, language, delegation, phone, contact, card_token)"
                                + " values ($1, $2, '代表' || $2, 'Delegate ' || $2, 'ZH', $3, '+9998600' || $2, 'OWN', $4) returning id",
                        row -> row.getLong("id"),
                        code,
                        delegate,
                        delegation,
                        token(delegate)))
                .orElseThrow();
    }

    public String token(String delegate) {
        return "token-" + code + "-" + delegate;
    }

    public void item(String item, Instant start, Duration length, boolean cancelled) {
        db.transact(tx -> tx.update(
                "insert into agenda_item (congress, code, version, title_zh, title_en, place_zh, place_en, kind, starts_at, ends_at, cancelled)"
                        + " values ($1, $2, 1, '议程' || $2, 'Item ' || $2, '礼堂', 'Hall', 'SESSION', $3, $4, $5)",
                code,
                item,
                start,
                start.plus(length),
                cancelled));
    }

    public void seat(String item, long delegate, String seat) {
        db.transact(tx -> tx.update(
                "insert into seat (congress, item, delegate, seat) values ($1, $2, $3, $4)",
                code,
                item,
                delegate,
                seat));
    }

    public NewNotice notice() {
        return new NewNotice();
    }

    public NewDelivery delivery(UUID notice, long recipient) {
        return new NewDelivery(notice, recipient);
    }

    public NewAttempt attempt(long delivery) {
        return new NewAttempt(delivery);
    }

    /** A routine notice for phone and card, due an hour ago and of use for another. */
    public final class NewNotice {
        private String lane = "ROUTINE";
        private String[] channels = {"SMS", "CARD"};
        private String text = "你好";
        private String subject;
        private JsonObject facts = new JsonObject();
        private Instant due = NOW.minus(Duration.ofHours(1));
        private Instant useBy = NOW.plus(Duration.ofHours(1));
        private boolean ackAsked;
        private Instant stoppedAt;
        private Instant supersededAt;
        private int heads = 10;

        public NewNotice urgent() {
            lane = "URGENT";
            return this;
        }

        public NewNotice cardOnly() {
            channels = new String[] {"CARD"};
            return this;
        }

        public NewNotice text(String chinese) {
            text = chinese;
            return this;
        }

        public NewNotice about(String newSubject, JsonObject told) {
            subject = newSubject;
            facts = told;
            return this;
        }

        public NewNotice due(Instant at) {
            due = at;
            return this;
        }

        public NewNotice useBy(Instant at) {
            useBy = at;
            return this;
        }

        public NewNotice ackAsked() {
            ackAsked = true;
            return this;
        }

        public NewNotice stopped() {
            stoppedAt = NOW;
            return this;
        }

        public NewNotice superseded() {
            supersededAt = NOW;
            return this;
        }

        public NewNotice heads(int number) {
            heads = number;
            return this;
        }

        public UUID insert() {
            var id = Ids.next();
            db.transact(tx -> tx.update(
                    """
                    insert into notice (id, congress, name, created_by, created_at, lane, channels, texts, template_hash, subject,
                                        version, facts, due_at, use_by, ack_asked, heads, planned, stopped_at, superseded_at)
                    values ($1, $2, 'a notice', 'test', $3, $4, $5, $6, $7, $8, 1, $9, $10, $11, $12, $13, 0, $14, $15)
                    """,
                    id,
                    code,
                    NOW,
                    lane,
                    channels,
                    new JsonObject().put("sms.zh", text),
                    HASH,
                    subject,
                    facts,
                    due,
                    useBy,
                    ackAsked,
                    heads,
                    stoppedAt,
                    supersededAt));
            return id;
        }
    }

    /** A delivery that is planned, unseen and unconfirmed, since ten minutes ago, and on no card. */
    public final class NewDelivery {
        private final UUID notice;
        private final long recipient;
        private String state = "PLANNED";
        private String reason;
        private Instant stateAt = NOW.minus(Duration.ofMinutes(10));
        private Instant onCardSince;
        private Instant seenAt;
        private Instant confirmedAt;

        private NewDelivery(UUID notice, long recipient) {
            this.notice = notice;
            this.recipient = recipient;
        }

        /** @param newState null for a notice that is shown on cards alone */
        public NewDelivery state(String newState) {
            state = newState;
            return this;
        }

        public NewDelivery because(String why) {
            reason = why;
            return this;
        }

        public NewDelivery since(Instant at) {
            stateAt = at;
            return this;
        }

        public NewDelivery onCard(Instant at) {
            onCardSince = at;
            return this;
        }

        public NewDelivery seen(boolean seen) {
            seenAt = seen ? NOW : null;
            return this;
        }

        public NewDelivery confirmed(boolean confirmed) {
            confirmedAt = confirmed ? NOW : null;
            return this;
        }

        public long insert() {
            return db.inTransaction(tx -> {
                tx.update("update notice set planned = planned + 1 where id = $1", notice);
                return tx.one(
                                """
                                insert into delivery (notice, recipient, congress, delegation, state, reason, state_at, on_card_since,
                                                      seen_at, confirmed_at, confirmed_by, confirmed_way)
                                select $1, $2, $3, (select delegation from delegate where id = $2), $4, $5, $6, $7, $8, $9,
                                       case when $9::timestamptz is not null then '001' end,
                                       case when $9::timestamptz is not null then 'card' end
                                returning id
                                """,
                                row -> row.getLong("id"),
                                notice,
                                recipient,
                                code,
                                state,
                                reason,
                                stateAt,
                                onCardSince,
                                seenAt,
                                confirmedAt)
                        .orElseThrow();
            });
        }
    }

    /** An attempt of one part on the route {@code north} that was accepted a minute ago, and nothing was reported. */
    public final class NewAttempt {
        private final long delivery;
        private String route = "north";
        private String outcome = "ACCEPTED";
        private String report;
        private int parts = 1;
        private Instant at = NOW.minus(Duration.ofMinutes(1));

        private NewAttempt(long delivery) {
            this.delivery = delivery;
        }

        public NewAttempt route(String name) {
            route = name;
            return this;
        }

        public NewAttempt outcome(String newOutcome) {
            outcome = newOutcome;
            return this;
        }

        public NewAttempt report(String progress) {
            report = progress;
            return this;
        }

        public NewAttempt parts(int number) {
            parts = number;
            return this;
        }

        public NewAttempt at(Instant writtenAt) {
            at = writtenAt;
            return this;
        }

        public UUID insert() {
            var id = Ids.next();
            var batch = Ids.next();
            db.transact(tx -> {
                tx.update("""
                        insert into batch (id, notice, lane, due_at, state)
                        select $1, d.notice, 'ROUTINE', $2, 'DONE' from delivery d where d.id = $3
                        """, batch, at, delivery);
                tx.update("""
                        insert into attempt (id, delivery, batch, node, route, phone, text, parts, encoding, facts, variables, outcome,
                                             ref, written_at, settled_at, settled_how, report, report_at)
                        values ($1, $2, $3, $3, $4, '+99986001234', '你好', $5, 'UCS2', '{}', '{}', $6, $7, $8, $8, 'answer', $9, $8)
                        """, id, delivery, batch, route, (short) parts, outcome, "ref-" + id, at, report);
            });
            return id;
        }
    }
}
