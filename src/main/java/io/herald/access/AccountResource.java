package io.herald.access;

import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The accounts of staff, for administrators. */
@Path("/api/accounts")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class AccountResource {
    static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,62}");
    private static final Set<Role> WITH_PEOPLE = Set.of(Role.LIAISON, Role.CHIEF);

    private final Accounts accounts;
    private final Codes codes;
    private final Caller caller;

    AccountResource(Accounts accounts, Codes codes, Caller caller) {
        this.accounts = accounts;
        this.codes = codes;
        this.caller = caller;
    }

    /**
     * @param congress the only one it is for; null for every one
     * @param staff code of the staff person it is of: a liaison or a chief has their people by it
     */
    record Wanted(String name, Set<Role> roles, String congress, String staff) {
        void check() {
            if (name == null || !NAME.matcher(name).matches()) {
                throw Problem.invalid("name: small Latin letters, digits and . _ @ -, at most 63.");
            }
            if (roles == null || roles.isEmpty() || roles.contains(null)) {
                throw Problem.invalid("roles: at least one of administrator, secretariat, approver, duty, liaison,"
                        + " chief, auditor.");
            }
            if (roles.contains(Role.ADMINISTRATOR) && congress != null) {
                throw Problem.invalid("congress: an administrator is not for one congress alone.");
            }
            if (roles.stream().anyMatch(WITH_PEOPLE::contains) && !WITH_PEOPLE.containsAll(roles)) {
                throw Problem.invalid(
                        "roles: a liaison or chief has people of their own, and no role that is for all.");
            }
            if (roles.stream().anyMatch(WITH_PEOPLE::contains) && staff == null || staff != null && congress == null) {
                throw Problem.invalid("congress, staff: say whose people a liaison or chief looks after.");
            }
        }
    }

    /** @param secondFactor whether they have to show a code; {@code ended} is null while they may sign in */
    record Line(
            String name,
            Set<Role> roles,
            String congress,
            String staff,
            boolean secondFactor,
            Instant created,
            Instant ended) {
        static Line of(Account account) {
            return new Line(
                    account.name(),
                    account.roles(),
                    account.congress(),
                    account.staff(),
                    account.secondFactor(),
                    account.createdAt(),
                    account.endedAt());
        }
    }

    @GET
    @Needs(Right.AUDIT)
    @Operation(summary = "Every account there is or was")
    public List<Line> list() {
        return accounts.list().stream().map(Line::of).toList();
    }

    @POST
    @Needs(Right.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Make an account",
            description = "201 with a password. It is shown this once, and to be changed at the first sign-in.")
    public Response make(Wanted wanted) {
        if (wanted == null) {
            throw Problem.unreadable("The body is missing.");
        }
        wanted.check();
        codes.check(wanted.congress(), wanted.staff());
        var given = accounts.make(
                wanted.name(),
                wanted.roles(),
                wanted.congress(),
                wanted.staff(),
                caller.known().name());
        return Response.status(201).entity(given).build();
    }

    @POST
    @Path("{name}/reset")
    @Needs(Right.ADMIN)
    @Operation(
            summary = "Give an account another password",
            description = "Ends its sessions. `second-factor=true` takes its second factor away too.")
    public Accounts.Given reset(@PathParam("name") String name, @QueryParam("second-factor") boolean secondFactor) {
        return accounts.reset(name, secondFactor);
    }

    @DELETE
    @Path("{name}")
    @Needs(Right.ADMIN)
    @Operation(summary = "End an account", description = "And its sessions. Its name stays taken.")
    public void end(@PathParam("name") String name) {
        accounts.end(name);
    }
}
