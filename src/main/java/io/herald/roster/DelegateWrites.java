package io.herald.roster;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;

/** Single changes of a delegate that events bring. */
@ApplicationScoped
public class DelegateWrites {
    private static final String ASSIGN_VEHICLE = """
            update delegate set vehicle = $3 where congress = $1 and code = $2 and removed_at is null
            """;

    /**
     * @param vehicle the code of a known vehicle
     * @return false when there is no such delegate
     */
    public boolean assignVehicle(Tx tx, String congress, String delegateCode, String vehicle) {
        return tx.update(ASSIGN_VEHICLE, congress, delegateCode, vehicle) == 1;
    }
}
