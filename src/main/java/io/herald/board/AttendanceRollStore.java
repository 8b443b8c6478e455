package io.herald.board;

import io.herald.board.Attendance.Counts;
import io.herald.platform.Tx;
import io.herald.roster.People;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.TreeMap;

/** Counts who was seen at an agenda item. */
@ApplicationScoped
class AttendanceRollStore {
    private static final String COUNTS = """
            select coalesce(d.delegation, '') as delegation, count(*)::int as people,
                   count(*) filter (where a.state = 'SIGNED_IN')::int as signed_in,
                   count(*) filter (where a.state = 'ABSENT')::int as absent,
                   count(*) filter (where a.state is null)::int as unknown
              from delegate d
              left join attendance a on a.congress = d.congress and a.delegate = d.id and a.item = $2
             where d.congress = $1 and d.removed_at is null
               and (not exists (select 1 from seat s where s.congress = $1 and s.item = $2)
                    or exists (select 1 from seat s where s.congress = $1 and s.item = $2 and s.delegate = d.id))
               and ($3::bigint[] is null or d.id = any($3))
             group by 1
            """;

    Attendance of(Tx tx, String congress, String item, People own) {
        var byDelegation = new TreeMap<String, Counts>();
        tx.query(COUNTS, congress, item, own.orNull())
                .forEach(row -> byDelegation.put(row.getString("delegation"), counts(row)));
        return new Attendance(item, byDelegation.values().stream().reduce(Counts.NONE, Counts::with), byDelegation);
    }

    private static Counts counts(Row row) {
        return new Counts(
                row.getInteger("people"),
                row.getInteger("signed_in"),
                row.getInteger("absent"),
                row.getInteger("unknown"));
    }
}
