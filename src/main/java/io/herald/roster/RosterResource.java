package io.herald.roster;

import io.herald.access.Needs;
import io.herald.access.Right;
import io.herald.platform.Db;
import io.herald.platform.Page;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.function.BiFunction;
import org.jboss.resteasy.reactive.RestQuery;

/** The people of a congress and what groups them. */
@Path("/api/congresses/{congress}")
@Blocking
class RosterResource {
    private static final int MAX_LIMIT = 1_000;

    private final Db db;
    private final CongressStore congresses;
    private final GroupStore groups;
    private final StaffStore staff;
    private final DelegateReads delegates;
    private final OwnPeople own;

    RosterResource(
            Db db,
            CongressStore congresses,
            GroupStore groups,
            StaffStore staff,
            DelegateReads delegates,
            OwnPeople own) {
        this.db = db;
        this.congresses = congresses;
        this.groups = groups;
        this.staff = staff;
        this.delegates = delegates;
        this.own = own;
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("delegations")
    public List<Delegation> delegations(String congress) {
        return listed(congress, groups::delegations);
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("residences")
    public List<Residence> residences(String congress) {
        return listed(congress, groups::residences);
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("vehicles")
    public List<Vehicle> vehicles(String congress) {
        return listed(congress, groups::vehicles);
    }

    @GET
    @Needs(Right.READ)
    @Path("staff")
    public List<Recipient> staff(String congress) {
        return listed(congress, staff::list);
    }

    /** @param q words out of a code or a name, in any case */
    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("delegates")
    public Page<Recipient> delegates(
            String congress,
            @RestQuery String delegation,
            @RestQuery String q,
            @RestQuery @DefaultValue("0") long after,
            @RestQuery @DefaultValue("100") int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw Problem.invalid("limit must be from 1 to " + MAX_LIMIT + ".");
        }
        return db.read(tx -> {
            congresses.get(tx, congress);
            return delegates.page(tx, congress, after, delegation, q, limit, own.of(tx, congress));
        });
    }

    @GET
    @Needs(value = Right.READ, ownPeople = true)
    @Path("delegates/{delegate}")
    public DelegateView delegate(String congress, String delegate) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            return delegates.get(tx, congress, delegate, own.of(tx, congress));
        });
    }

    private <T> List<T> listed(String congress, BiFunction<Tx, String, List<T>> list) {
        return db.read(tx -> {
            congresses.get(tx, congress);
            return list.apply(tx, congress);
        });
    }
}
