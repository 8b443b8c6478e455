package io.herald.roster;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Set;

/** Groups that live apart for a time. */
@ApplicationScoped
public class IsolationStore {
    private static final String BEGIN = """
            insert into isolation (congress, group_kind, group_code, residence, vehicle, since)
            values ($1, $2, $3, $4, $5, $6)
            on conflict (congress, group_kind, group_code) do update
               set residence = excluded.residence, vehicle = excluded.vehicle, since = excluded.since
            """;

    /**
     * From now on the group's people show these arrangements; a second call replaces the first.
     *
     * @param groupKind {@code delegation} or {@code residence}
     * @param residence code, null to leave it as it is; likewise vehicle
     */
    public void begin(
            Tx tx,
            String congress,
            String groupKind,
            String groupCode,
            String residence,
            String vehicle,
            Instant since) {
        tx.update(BEGIN, congress, groupKind, groupCode, residence, vehicle, since);
    }

    private static final String END = """
            delete from isolation where congress = $1 and group_kind = $2 and group_code = $3
            """;

    /** @return false when the group was not isolated */
    public boolean end(Tx tx, String congress, String groupKind, String groupCode) {
        return tx.update(END, congress, groupKind, groupCode) == 1;
    }

    private static final String PEOPLE = """
            select id from delegate
             where congress = $1 and removed_at is null
               and case $2 when 'delegation' then delegation = $3 else residence = $3 end
             order by id
            """;

    /** The delegates (ids) of a group by their own delegation or residence, wherever they live for the time being. */
    public Set<Long> people(Tx tx, String congress, String groupKind, String groupCode) {
        return Set.copyOf(tx.list(PEOPLE, row -> row.getLong("id"), congress, groupKind, groupCode));
    }
}
