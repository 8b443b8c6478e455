package io.herald.agenda;

import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The table {@code document_copy}: numbered copies, who holds them, and how they came back. */
@ApplicationScoped
public class DocumentStore {
    /** One numbered copy and the delegate, by recipient id, who holds it. */
    public record Holder(String copy, long delegate) {}

    /**
     * A numbered copy.
     *
     * @param holder code of the delegate it was issued to; {@code delegate} is their recipient id
     * @param recalled when it was first called back, null when it was not; it is due back by {@code until}
     * @param returned when it came back, null while it is out
     * @param returnedBy who brought it; receivedBy took it, null where nobody said who
     */
    public record Copy(
            String copy,
            long delegate,
            String holder,
            Bilingual name,
            String delegation,
            Instant issued,
            Instant recalled,
            Instant until,
            Instant returned,
            String returnedBy,
            String receivedBy) {}

    private static final String COLUMNS = """
            c.copy, c.holder as delegate, d.code as holder, d.name_zh, d.name_en, d.delegation, c.issued_at, c.recalled_at,
            c.recall_until, c.returned_at, c.returned_by, c.received_by
            """;

    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended($1 || ' document ' || $2, 0))";

    /** What happens to the copies of one document happens one after the other: held until the transaction ends. */
    public void lock(Tx tx, String congress, String document) {
        tx.query(LOCK, congress, document);
    }

    private static final String ISSUE = """
            insert into document_copy (congress, document, copy, title_zh, title_en, holder, issued_at)
            select $1, $2, c.copy, $5, $6, c.holder, $7
              from unnest($3::text[], $4::bigint[]) as c(copy, holder)
            on conflict (congress, document, copy) do update
               set title_zh = excluded.title_zh, title_en = excluded.title_en, holder = excluded.holder,
                   issued_at = excluded.issued_at, recalled_at = null, recall_until = null, returned_at = null,
                   returned_by = null, received_by = null
            """;

    /** Hands out copies, by copy number; a number handed out before now has its new holder. */
    public void issue(Tx tx, String congress, String document, Bilingual title, Map<String, Long> holders, Instant at) {
        var sorted = new TreeMap<>(holders);
        var copies = sorted.keySet().toArray(String[]::new);
        var delegates = sorted.values().toArray(Long[]::new);
        tx.update(ISSUE, congress, document, copies, delegates, title.zh(), title.en(), at);
    }

    private static final String RECALL = """
            update document_copy
               set recalled_at = coalesce(recalled_at, $3), recall_until = $4
             where congress = $1 and document = $2 and returned_at is null
            """;

    /** Calls every copy back that was not returned, until then, and says how many those are. */
    public int recall(Tx tx, String congress, String document, Instant until, Instant at) {
        return tx.update(RECALL, congress, document, at, until);
    }

    private static final String TAKE_BACK = """
            update document_copy
               set returned_at = $4, returned_by = $5, received_by = $6
             where congress = $1 and document = $2 and copy = $3 and returned_at is null
            """;

    /** A copy came back: {@code by} brought it, {@code receivedBy} took it, null where nobody said who. */
    public void takeBack(
            Tx tx, String congress, String document, String copy, Instant at, String by, String receivedBy) {
        tx.update(TAKE_BACK, congress, document, copy, at, by, receivedBy);
    }

    private static final String FIND = "select " + COLUMNS + """
              from document_copy c join delegate d on d.id = c.holder
             where c.congress = $1 and c.document = $2 and c.copy = $3
            """;

    public Optional<Copy> find(Tx tx, String congress, String document, String copy) {
        return tx.one(FIND, DocumentStore::copy, congress, document, copy);
    }

    private static final String OUT = "select " + COLUMNS + """
              from document_copy c join delegate d on d.id = c.holder
             where c.congress = $1 and c.document = $2 and c.returned_at is null
             order by c.copy
            """;

    /** The copies that were not returned. */
    public List<Copy> out(Tx tx, String congress, String document) {
        return tx.list(OUT, DocumentStore::copy, congress, document);
    }

    private static final String HOLDERS = """
            select copy, holder
              from document_copy
             where congress = $1 and document = $2 and returned_at is null
             order by copy
            """;

    /** Who holds the copies that were not returned. */
    public List<Holder> holders(Tx tx, String congress, String document) {
        return tx.list(HOLDERS, row -> new Holder(row.getString("copy"), row.getLong("holder")), congress, document);
    }

    private static final String CALLED_BACK = """
            select exists (select 1 from document_copy
                            where congress = $1 and document = $2 and recalled_at is not null) as called_back
            """;

    /** Whether it was called back and not issued anew since. */
    public boolean isCalledBack(Tx tx, String congress, String document) {
        return tx.one(CALLED_BACK, row -> row.getBoolean("called_back"), congress, document)
                .orElse(false);
    }

    private static final String COPIES = """
            select holder, string_agg(copy, ', ' order by copy) as copies
              from document_copy
             where congress = $1 and document = $2 and holder = any($3) and returned_at is null
             group by holder
            """;

    /** The numbers of the copies each of these delegates holds, in one line; who holds none is missing. */
    public Map<Long, String> copies(Tx tx, String congress, String document, Collection<Long> delegates) {
        var copies = new TreeMap<Long, String>();
        tx.query(COPIES, congress, document, delegates.toArray(Long[]::new))
                .forEach(row -> copies.put(row.getLong("holder"), row.getString("copies")));
        return copies;
    }

    private static final String TITLE = """
            select title_zh, title_en
              from document_copy
             where congress = $1 and document = $2
             order by issued_at desc, copy
             limit 1
            """;

    /** The title it was last issued under, empty when no copy of it was. */
    public Bilingual title(Tx tx, String congress, String document) {
        return tx.one(
                        TITLE,
                        row -> new Bilingual(row.getString("title_zh"), row.getString("title_en")),
                        congress,
                        document)
                .orElse(Bilingual.EMPTY);
    }

    /** Where a list of copies goes on. */
    record Place(String delegation, String copy) {}

    private static final String PAGE = "select " + COLUMNS + """
              from document_copy c join delegate d on d.id = c.holder
             where c.congress = $1 and c.document = $2
               and (not $3::boolean or c.returned_at is null)
               and ($4::text is null or d.delegation = $4)
               and ($5::text is null or (d.delegation, c.copy) > ($5, $6))
             order by d.delegation, c.copy
             limit $7
            """;

    /**
     * The copies by the delegation of their holders.
     *
     * @param out only those that were not returned
     * @param delegation only of its delegates, null for all
     * @param after null for the beginning
     */
    List<Copy> page(Tx tx, String congress, String document, boolean out, String delegation, Place after, int limit) {
        return tx.list(
                PAGE,
                DocumentStore::copy,
                congress,
                document,
                out,
                delegation,
                after == null ? null : after.delegation(),
                after == null ? null : after.copy(),
                limit);
    }

    /** @param out not returned yet; calledBack of those, late when their time has passed */
    record Count(String document, Bilingual title, int copies, int out, int calledBack, int late) {}

    private static final String COUNTS = """
            select document, (array_agg(title_zh order by issued_at desc, copy))[1] as title_zh,
                   (array_agg(title_en order by issued_at desc, copy))[1] as title_en,
                   count(*)::int as copies,
                   count(*) filter (where returned_at is null)::int as out,
                   count(*) filter (where returned_at is null and recalled_at is not null)::int as called_back,
                   count(*) filter (where returned_at is null and recall_until <= $2)::int as late
              from document_copy
             where congress = $1
             group by document
             order by document
            """;

    /** Every document of a congress, with how many of its copies are where. */
    List<Count> counts(Tx tx, String congress, Instant now) {
        return tx.list(
                COUNTS,
                row -> new Count(
                        row.getString("document"),
                        new Bilingual(row.getString("title_zh"), row.getString("title_en")),
                        row.getInteger("copies"),
                        row.getInteger("out"),
                        row.getInteger("called_back"),
                        row.getInteger("late")),
                congress,
                now);
    }

    private static Copy copy(Row row) {
        return new Copy(
                row.getString("copy"),
                row.getLong("delegate"),
                row.getString("holder"),
                new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                row.getString("delegation"),
                Tx.instant(row, "issued_at"),
                Tx.instant(row, "recalled_at"),
                Tx.instant(row, "recall_until"),
                Tx.instant(row, "returned_at"),
                row.getString("returned_by"),
                row.getString("received_by"));
    }
}
