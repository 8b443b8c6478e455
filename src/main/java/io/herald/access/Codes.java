package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** What this package asks of congresses and their staff: whether there are such codes. */
@ApplicationScoped
class Codes {
    private final Db db;
    private final CodeStore store;

    Codes(Db db, CodeStore store) {
        this.db = db;
        this.store = store;
    }

    /** @throws Problem 422 when a congress is named that is not there */
    void check(String congress) {
        if (congress != null && !(isText(congress) && db.read(tx -> store.congress(tx, congress)))) {
            throw Problem.invalid("congress: there is no congress " + congress + ".");
        }
    }

    /** @throws Problem 422 when a congress or one of its staff is named who is not there */
    void check(String congress, String staff) {
        check(congress);
        if (staff != null && !(isText(staff) && db.read(tx -> store.staff(tx, congress, staff)))) {
            throw Problem.invalid("staff: " + congress + " has no staff person " + staff + ".");
        }
    }

    /** PostgreSQL keeps no NUL in a text. */
    private static boolean isText(String code) {
        return code.indexOf('\0') < 0;
    }
}
