package io.herald.provider.sandbox;

import io.herald.notice.Progress;
import io.herald.platform.Tx;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The simulated network's log of accepted messages: the witness of what was sent to whom, and how often. */
@ApplicationScoped
class SandboxMessageStore {
    /** Submissions to a phone are numbered; the row's lock keeps two at once apart. */
    private static final String NUMBER = """
            insert into sandbox_phone (phone, submissions) values ($1, 1)
            on conflict (phone) do update set submissions = sandbox_phone.submissions + 1
            returning submissions
            """;

    long number(Tx tx, String phone) {
        return tx.one(NUMBER, row -> row.getLong("submissions"), phone).orElseThrow();
    }

    private static final String AWAIT = "select submissions from sandbox_phone where phone = $1 for update";

    /** Returns when no submission to the phone is under way. */
    void awaitSubmissions(Tx tx, String phone) {
        tx.query(AWAIT, phone);
    }

    private static final String KEEP = """
            insert into sandbox_message
                   (attempt, route, ref, phone, text, parts, accepted_at, sent_at, ended_at, ended_as, code)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            on conflict (attempt) do update set copies = sandbox_message.copies + 1
            returning copies
            """;

    /** Logs a message; answers how often its attempt was submitted by now. */
    int keep(Tx tx, SandboxMessage message) {
        return tx.one(
                        KEEP,
                        row -> row.getInteger("copies"),
                        message.attempt(),
                        message.route(),
                        message.ref(),
                        message.phone(),
                        message.text(),
                        message.parts(),
                        message.acceptedAt(),
                        message.sentAt(),
                        message.endedAt(),
                        message.endedAs(),
                        message.code())
                .orElseThrow();
    }

    private static final String FIND = """
            select attempt, route, ref, phone, text, parts, accepted_at, sent_at, ended_at, ended_as, code, copies
              from sandbox_message
             where attempt = $1
            """;

    Optional<SandboxMessage> find(Tx tx, UUID attempt) {
        return tx.one(FIND, SandboxMessageStore::message, attempt);
    }

    private static final String OF_PHONE = """
            select attempt, route, ref, phone, text, parts, accepted_at, sent_at, ended_at, ended_as, code, copies
              from sandbox_message
             where phone = $1
             order by accepted_at, attempt
            """;

    /** Everything accepted for a phone, oldest first. */
    List<SandboxMessage> ofPhone(Tx tx, String phone) {
        return tx.list(OF_PHONE, SandboxMessageStore::message, phone);
    }

    private static final String PHONES = """
            select phone.phone, told.messages, told.arrived, told.copies, last.text, last.accepted_at
              from sandbox_phone phone
              join lateral (select count(*) messages,
                                   count(*) filter (where ended_as = 'DELIVERED') arrived,
                                   coalesce(sum(copies), 0) copies
                              from sandbox_message where phone = phone.phone) told on true
              left join lateral (select text, accepted_at
                                   from sandbox_message
                                  where phone = phone.phone
                                  order by accepted_at desc, attempt desc
                                  limit 1) last on true
             where phone.phone > $1
             order by phone.phone
             limit $2
            """;

    /** Phones by number, those after {@code after}. */
    List<SandboxPhone> phones(Tx tx, String after, int limit) {
        return tx.list(
                PHONES,
                row -> new SandboxPhone(
                        row.getString("phone"),
                        row.getLong("messages"),
                        row.getLong("arrived"),
                        row.getLong("copies"),
                        row.getString("text"),
                        Tx.instant(row, "accepted_at")),
                after,
                limit);
    }

    private static final String SUMMARY = """
            with told as (
                select phone, text, count(*) messages, sum(copies) copies,
                       count(*) filter (where ended_as = 'DELIVERED') arrived,
                       coalesce(sum(copies) filter (where ended_as = 'DELIVERED'), 0) arrived_copies
                  from sandbox_message
                 group by phone, text)
            select coalesce(sum(messages), 0)::bigint messages,
                   coalesce(sum(arrived), 0)::bigint arrived,
                   coalesce(sum(copies), 0)::bigint copies,
                   count(distinct phone) phones,
                   count(distinct phone) filter (where arrived_copies > 1) doubled_phones,
                   (select count(*) from sandbox_receipt) receipts_waiting
              from told
            """;

    SandboxSummary summary(Tx tx) {
        return tx.one(
                        SUMMARY,
                        row -> new SandboxSummary(
                                row.getLong("messages"),
                                row.getLong("arrived"),
                                row.getLong("copies"),
                                row.getLong("phones"),
                                row.getLong("doubled_phones"),
                                row.getLong("receipts_waiting")))
                .orElseThrow();
    }

    private static SandboxMessage message(Row row) {
        return new SandboxMessage(
                row.getUUID("attempt"),
                row.getString("route"),
                row.getString("ref"),
                row.getString("phone"),
                row.getString("text"),
                row.getInteger("parts"),
                Tx.instant(row, "accepted_at"),
                Tx.instant(row, "sent_at"),
                Tx.instant(row, "ended_at"),
                Progress.valueOf(row.getString("ended_as")),
                row.getString("code"),
                row.getInteger("copies"));
    }
}
