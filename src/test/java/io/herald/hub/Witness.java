package io.herald.hub;

import io.herald.platform.Db;
import java.util.Map;
import java.util.TreeMap;

/** What the database holds of a congress, as a count and a checksum of each table: equal before and after means untouched. */
final class Witness {
    private static final String TABLES = """
            select c.table_name
              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
             where c.table_schema = 'public' and c.column_name = 'congress' and t.table_type = 'BASE TABLE'
            """;

    private static final String BESIDE = """
            select (select count(*) from batch b join notice n on n.id = b.notice where n.congress = $1)
                || ' ' || (select count(*) from audience_page p join notice n on n.id = p.notice where n.congress = $1)
                || ' ' || (select count(*) from congress)
                || ' ' || (select count(*) from access_key)
                || ' ' || (select count(*) from opt_out) as sums
            """;

    private Witness() {}

    static Map<String, String> of(Db db, String congress) {
        return db.read(tx -> {
            var sums = new TreeMap<String, String>();
            for (var table : tx.list(TABLES, row -> row.getString("table_name"))) {
                var sql =
                        "select count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sums from "
                                + table + " t where t.congress = $1";
                sums.put(
                        table,
                        tx.one(sql, row -> row.getString("sums"), congress).orElseThrow());
            }
            sums.put("", tx.one(BESIDE, row -> row.getString("sums"), congress).orElseThrow());
            return sums;
        });
    }
}
