package io.herald.notice;

import io.herald.plan.Channel;
import io.herald.plan.Facts;
import io.herald.plan.FactsFormat;
import io.herald.plan.Lane;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.render.MessageTemplate;
import io.herald.roster.People;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table {@code notice}. */
@ApplicationScoped
public class NoticeStore {
    private static final String COLUMNS = """
            id, congress, name, rule, cause_source, cause_id, created_by, created_at, lane, channels, template, texts,
            template_hash, subject, version, facts, due_at, use_by, ack_asked, heads, planned, stopped_at, superseded_at,
            repeat_of, avoid_route, confidential, waiting
            """;

    private static final String INSERT = """
            insert into notice (id, congress, name, rule, cause_source, cause_id, created_by, created_at, lane, channels,
                                template, texts, template_hash, subject, version, facts, due_at, use_by, ack_asked, heads,
                                idempotency_key, request_hash, about, repeat_of, avoid_route, items,
                                confidential, waiting)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
                    $24, $25, $26, $27, $28)
            """;

    /** Keeps a new notice; {@code key} is the caller's own against doing it twice, null when none was given. */
    void insert(Tx tx, Notice notice, IdempotencyKey key) {
        tx.update(
                INSERT,
                notice.id(),
                notice.congress(),
                notice.name(),
                notice.rule(),
                notice.causeSource(),
                notice.causeId(),
                notice.createdBy(),
                notice.createdAt(),
                notice.lane(),
                notice.channels().toArray(Channel[]::new),
                notice.text().name(),
                new JsonObject(new LinkedHashMap<>(notice.text().texts())),
                notice.text().hash(),
                notice.subject(),
                notice.version(),
                new JsonObject(FactsFormat.write(notice.facts())),
                notice.due(),
                notice.useBy(),
                notice.ackAsked(),
                notice.heads(),
                key == null ? null : key.key(),
                key == null ? null : key.requestHash(),
                notice.facts().changes().isEmpty() ? null : notice.about().toArray(String[]::new),
                notice.repeatOf(),
                notice.avoidRoute(),
                notice.items().toArray(String[]::new),
                notice.confidential(),
                notice.waiting());
    }

    private static final String APPROVE = """
            update notice set waiting = false, due_at = $2, heads = $3
             where id = $1 and waiting
            """;

    /** Ends the waiting of a notice; false when it does not wait, or not any more. */
    boolean approve(Tx tx, UUID id, Instant due, int heads) {
        return tx.update(APPROVE, id, due, heads) == 1;
    }

    private static final String FIND = "select " + COLUMNS + " from notice where id = $1";

    public Optional<Notice> find(Tx tx, UUID id) {
        return tx.one(FIND, NoticeStore::notice, id);
    }

    /**
     * The notice of that congress.
     *
     * @throws Problem 404 when there is none
     */
    public Notice get(Tx tx, String congress, UUID id) {
        return find(tx, id)
                .filter(notice -> notice.congress().equals(congress))
                .orElseThrow(() -> Problem.unknown("notice", id));
    }

    private static final String LOCK_KEY = "select pg_advisory_xact_lock(hashtextextended($1 || ' key ' || $2, 0))";

    private static final String LOAD = "select " + COLUMNS + " from notice where id = any($1)";

    /** These notices, by id. */
    public Map<UUID, Notice> load(Tx tx, Collection<UUID> ids) {
        return tx.list(LOAD, NoticeStore::notice, (Object) ids.toArray(UUID[]::new)).stream()
                .collect(Collectors.toMap(Notice::id, notice -> notice));
    }

    private static final String BY_KEY =
            "select id, request_hash from notice where congress = $1 and idempotency_key = $2";

    /**
     * The notice an earlier request with this key made, if any. Requests with the same key follow each other: held until the
     * transaction ends.
     *
     * @throws Problem 409 when that request was another one
     */
    public Optional<UUID> madeBy(Tx tx, String congress, IdempotencyKey key) {
        tx.query(LOCK_KEY, congress, key.key());
        return tx.one(
                BY_KEY,
                row -> {
                    if (!row.getString("request_hash").equals(key.requestHash())) {
                        throw Problem.conflict("This Idempotency-Key was used for another request.");
                    }
                    return row.getUUID("id");
                },
                congress,
                key.key());
    }

    private static final String PAGE = "select " + COLUMNS + """
             from notice
            where congress = $1 and ($2::uuid is null or id < $2) and ($3::text is null or subject = $3)
              and (not $4 or waiting)
              and ($6::bigint[] is null
                   or exists (select 1 from delivery d where d.notice = notice.id and d.recipient = any($6)))
            order by id desc
            limit $5
            """;

    /**
     * The notices of a congress that went to any of these people, the newest first; ids grow with time.
     *
     * @param waiting only those that wait for a second person's word
     */
    public List<Notice> page(
            Tx tx, String congress, UUID before, String subject, boolean waiting, int limit, People own) {
        return tx.list(PAGE, NoticeStore::notice, congress, before, subject, waiting, limit, own.orNull());
    }

    private static final String IS_FOR = """
            select 1 from delivery where notice = $1 and recipient = any($2) limit 1
            """;

    /** Whether a notice went to any of these people. */
    public boolean isFor(Tx tx, UUID notice, People people) {
        return people.areEverybody()
                || tx.one(IS_FOR, row -> 1, notice, people.orNull()).isPresent();
    }

    private static final String STOP = """
            update notice set stopped_at = $2, stopped_by = $3, waiting = false where id = $1 and stopped_at is null
            """;

    boolean stop(Tx tx, UUID id, Instant now, String by) {
        return tx.update(STOP, id, now, by) == 1;
    }

    private static final String NEXT_VERSION =
            "select coalesce(max(version), 0) + 1 as next from notice where congress = $1 and subject = $2";

    /** The version that follows all that was told about a subject which keeps no version of its own. */
    public int nextVersion(Tx tx, String congress, String subject) {
        return tx.one(NEXT_VERSION, row -> row.getInteger("next"), congress, subject)
                .orElse(1);
    }

    private static final String OLDER_THAN = """
            select id from notice
             where congress = $1 and (subject = $2 and version < $3 or about @> array[$2]) and superseded_at is null
             order by id
            """;

    /** The notices about the subject, alone or among others, that were released for an older version of it. */
    List<UUID> olderThan(Tx tx, String congress, String subject, int version) {
        return tx.list(OLDER_THAN, row -> row.getUUID("id"), congress, subject, version);
    }

    private static final String TELLING_OF = """
            select id from notice
             where congress = $1 and items @> array[$2] and superseded_at is null and ($3 or subject <> 'agenda/' || $2)
             order by id
            """;

    /** The notices that tell an item's time or place although their subject is another: its seats, its confidentiality. */
    List<UUID> beside(Tx tx, String congress, String item) {
        return tx.list(TELLING_OF, row -> row.getUUID("id"), congress, item, false);
    }

    /** All notices that tell an item's time or place. */
    List<UUID> tellingOf(Tx tx, String congress, String item) {
        return tx.list(TELLING_OF, row -> row.getUUID("id"), congress, item, true);
    }

    private static final String FEWER_HEADS = "update notice set heads = heads - $2 where id = $1";

    /** So many of its audience are left out after all. */
    void leaveOut(Tx tx, UUID id, int heads) {
        tx.update(FEWER_HEADS, id, heads);
    }

    private static final String CORRECTS = "update notice set corrects = $2 where id = $1";

    /** Keeps which notice another puts right. */
    public void corrects(Tx tx, UUID correction, UUID wrong) {
        tx.update(CORRECTS, correction, wrong);
    }

    private static final String WITH_REPEATS =
            "select id from notice where id = any($1) or repeat_of = any($1) order by id";

    /** These notices, and what repeats and escalates them. */
    List<UUID> withRepeats(Tx tx, List<UUID> ids) {
        return tx.list(WITH_REPEATS, row -> row.getUUID("id"), (Object) ids.toArray(UUID[]::new));
    }

    private static final String SUPERSEDE =
            "update notice set superseded_at = $2, waiting = false where id = any($1) and superseded_at is null";

    void supersede(Tx tx, List<UUID> ids, Instant now) {
        tx.update(SUPERSEDE, ids.toArray(UUID[]::new), now);
    }

    private static final String ADD_PLANNED = "update notice set planned = planned + $2 where id = $1";

    void addPlanned(Tx tx, UUID id, int heads) {
        tx.update(ADD_PLANNED, id, heads);
    }

    private static Notice notice(Row row) {
        return new Notice(
                row.getUUID("id"),
                row.getString("congress"),
                row.getString("name"),
                row.getString("rule"),
                row.getString("cause_source"),
                row.getString("cause_id"),
                row.getString("created_by"),
                Tx.instant(row, "created_at"),
                Lane.valueOf(row.getString("lane")),
                Arrays.stream(row.getArrayOfStrings("channels"))
                        .map(Channel::valueOf)
                        .collect(Collectors.toSet()),
                new MessageTemplate(
                        row.getString("template"), texts(row.getJsonObject("texts")), row.getString("template_hash")),
                row.getString("subject"),
                row.getInteger("version"),
                facts(row.getJsonObject("facts")),
                Tx.instant(row, "due_at"),
                Tx.instant(row, "use_by"),
                row.getBoolean("ack_asked"),
                row.getInteger("heads"),
                row.getInteger("planned"),
                Tx.instant(row, "stopped_at"),
                Tx.instant(row, "superseded_at"),
                row.getUUID("repeat_of"),
                row.getString("avoid_route"),
                row.getBoolean("confidential"),
                row.getBoolean("waiting"));
    }

    private static Map<String, String> texts(JsonObject json) {
        var texts = new LinkedHashMap<String, String>();
        json.forEach(entry -> texts.put(entry.getKey(), (String) entry.getValue()));
        return texts;
    }

    private static Facts facts(JsonObject json) {
        return FactsFormat.read(json.getMap());
    }
}
