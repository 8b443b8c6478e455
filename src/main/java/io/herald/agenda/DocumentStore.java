package io.herald.agenda;

import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table {@code document_copy}: numbered copies and who holds them. */
@ApplicationScoped
public class DocumentStore {
    /** One numbered copy and the delegate, by recipient id, who holds it. */
    public record Holder(String copy, long delegate) {}

    private static final String ISSUE = """
            insert into document_copy (congress, document, copy, title_zh, title_en, holder, issued_at)
            select $1, $2, c.copy, $5, $6, c.holder, $7
              from unnest($3::text[], $4::bigint[]) as c(copy, holder)
            on conflict (congress, document, copy) do update
               set title_zh = excluded.title_zh, title_en = excluded.title_en, holder = excluded.holder,
                   issued_at = excluded.issued_at, recalled_at = null, returned_at = null
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
               set recalled_at = coalesce(recalled_at, $3)
             where congress = $1 and document = $2 and returned_at is null
            """;

    /** Calls every copy back that was not returned, and says how many those are. */
    public int recall(Tx tx, String congress, String document, Instant at) {
        return tx.update(RECALL, congress, document, at);
    }

    private static final String HOLDERS = """
            select copy, holder
              from document_copy
             where congress = $1 and document = $2 and returned_at is null
             order by copy
            """;

    /** The copies that were not returned. */
    public List<Holder> holders(Tx tx, String congress, String document) {
        return tx.list(HOLDERS, row -> new Holder(row.getString("copy"), row.getLong("holder")), congress, document);
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
}
