package io.herald.board;

import io.herald.agenda.AttendanceStore;
import io.herald.board.Attendance.Counts;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.People;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/** Who was seen at an agenda item, and how many. */
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

    /**
     * One person an item concerns.
     *
     * @param state what was last seen of them there, null when nothing was; {@code by} recorded it, empty where nobody said who
     */
    record Line(String person, Bilingual name, String delegation, AttendanceStore.State state, Instant at, String by) {}

    private static final String PEOPLE = """
            select d.code, d.name_zh, d.name_en, d.delegation, a.state, a.at, a.by_whom
              from delegate d
              left join attendance a on a.congress = d.congress and a.delegate = d.id and a.item = $2
             where d.congress = $1 and d.removed_at is null
               and (not exists (select 1 from seat s where s.congress = $1 and s.item = $2)
                    or exists (select 1 from seat s where s.congress = $1 and s.item = $2 and s.delegate = d.id))
               and (not $3::boolean or a.state is null)
               and ($4::text is null or d.delegation = $4)
               and ($5::text is null or d.code > $5)
             order by d.code
             limit $6
            """;

    /**
     * Those an item concerns, by code.
     *
     * @param unknown only those of whom nothing was recorded
     * @param delegation only its delegates, null for all
     */
    List<Line> people(
            Tx tx, String congress, String item, boolean unknown, String delegation, String after, int limit) {
        return tx.list(
                PEOPLE,
                row -> {
                    var state = row.getString("state");
                    return new Line(
                            row.getString("code"),
                            new Bilingual(row.getString("name_zh"), row.getString("name_en")),
                            row.getString("delegation"),
                            state == null ? null : AttendanceStore.State.valueOf(state),
                            Tx.instant(row, "at"),
                            row.getString("by_whom"));
                },
                congress,
                item,
                unknown,
                delegation,
                after,
                limit);
    }

    private static Counts counts(Row row) {
        return new Counts(
                row.getInteger("people"),
                row.getInteger("signed_in"),
                row.getInteger("absent"),
                row.getInteger("unknown"));
    }
}
