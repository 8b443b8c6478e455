package io.herald.access;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether codes of the roster are somebody's. The roster is to the right of here, so no more of it is known. */
@ApplicationScoped
class CodeStore {
    private static final String CONGRESS = "select 1 from congress where code = $1";

    boolean congress(Tx tx, String code) {
        return tx.one(CONGRESS, row -> 1, code).isPresent();
    }

    private static final String STAFF = "select 1 from staff where congress = $1 and code = $2 and removed_at is null";

    boolean staff(Tx tx, String congress, String code) {
        return tx.one(STAFF, row -> 1, congress, code).isPresent();
    }
}
