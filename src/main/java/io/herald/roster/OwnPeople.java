package io.herald.roster;

import io.herald.access.Caller;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** Whose people a liaison's or a residence chief's are; of everybody else's it is everybody. */
@ApplicationScoped
public class OwnPeople {
    private final Caller caller;
    private final PeopleStore store;

    OwnPeople(Caller caller, PeopleStore store) {
        this.caller = caller;
        this.store = store;
    }

    /** Those of whoever makes the call that is being answered. */
    public People of(Tx tx, String congress) {
        var scope = caller.scope();
        return scope.everybody() ? People.EVERYBODY : new People(store.of(tx, congress, scope));
    }
}
