package io.herald.hub;

import io.herald.platform.Tx;
import io.herald.roster.Delegation;
import io.herald.roster.GroupStore;
import io.herald.roster.Residence;
import io.herald.roster.Vehicle;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Single delegations, residences and vehicles by their codes, as events name them. */
@ApplicationScoped
class Groups {
    private final GroupStore store;

    Groups(GroupStore store) {
        this.store = store;
    }

    Optional<Delegation> delegation(Tx tx, String congress, String code) {
        return store.delegations(tx, congress).stream()
                .filter(group -> group.code().equals(code))
                .findFirst();
    }

    Optional<Residence> residence(Tx tx, String congress, String code) {
        return store.residences(tx, congress).stream()
                .filter(group -> group.code().equals(code))
                .findFirst();
    }

    Optional<Vehicle> vehicle(Tx tx, String congress, String code) {
        return store.vehicles(tx, congress).stream()
                .filter(group -> group.code().equals(code))
                .findFirst();
    }
}
