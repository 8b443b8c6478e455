package io.herald.roster;

import io.herald.access.Scope;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** Who belongs to whom. */
@ApplicationScoped
class PeopleStore {
    private static final String OF = """
            select id from recipient
             where kind = 'DELEGATE' and congress = $1 and (delegation = any($2) or residence = any($3))
            """;

    /** The delegates of these groups as they live now, isolations included; those who were removed among them. */
    Set<Long> of(Tx tx, String congress, Scope scope) {
        return Set.copyOf(tx.list(
                OF,
                row -> row.getLong("id"),
                congress,
                scope.delegations().toArray(String[]::new),
                scope.residences().toArray(String[]::new)));
    }
}
