package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.Problem;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Signing in and out, and what somebody does with their own account. */
@Path("/api/session")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
class SessionResource {
    private final Db db;
    private final SignIn signIn;
    private final Accounts accounts;
    private final Sessions sessions;
    private final OwnPages pages;
    private final Caller caller;
    private final Audit audit;

    SessionResource(
            Db db, SignIn signIn, Accounts accounts, Sessions sessions, OwnPages pages, Caller caller, Audit audit) {
        this.db = db;
        this.signIn = signIn;
        this.accounts = accounts;
        this.sessions = sessions;
        this.pages = pages;
        this.caller = caller;
        this.audit = audit;
    }

    /** @param code of their app, or a recovery code; only from those who have a second factor */
    record Proof(String name, String password, String code) {}

    /** @param owes what is to be done before anything else, nothing for most */
    record SignedIn(String name, String congress, Set<Right> rights, Scope people, Set<Identity.Duty> owes) {
        static SignedIn of(Identity identity) {
            return new SignedIn(
                    identity.name(), identity.congress(), identity.rights(), identity.scope(), identity.owes());
        }
    }

    @POST
    @Open("who signs in has nothing to show yet; guesses are slowed down")
    @Operation(
            summary = "Sign in",
            description =
                    "The answer sets the session's cookie. 401: something is wrong, or with `needs`: \"code\", the code of the app is"
                            + " needed too. 429: too many tries, with Retry-After.")
    public Response signIn(@Context RoutingContext call, @Context HttpHeaders headers, Proof proof) {
        if (proof == null || proof.name() == null || proof.password() == null) {
            throw Problem.invalid("name, password: both are needed.");
        }
        if (!pages.mayStart(headers.getHeaderString("Sec-Fetch-Site"), headers.getHeaderString("Origin"))) {
            throw Refusals.crossSite();
        }
        var address = call.request().remoteAddress().hostAddress();
        var account = signIn.prove(proof.name(), proof.password(), proof.code(), address);
        var token = db.inTransaction(tx -> {
            sessions.end(tx, headers.getCookies());
            var begun = sessions.begin(tx, account.id());
            audit.note(tx, account.identity().name(), "signed-in", account.congress(), account.name(), "");
            return begun;
        });
        return Response.ok(SignedIn.of(account.identity()))
                .cookie(sessions.cookie(token))
                .build();
    }

    @GET
    @Needs(Right.SELF)
    @Operation(summary = "Who has signed in, and what they may do")
    public SignedIn who() {
        return SignedIn.of(caller.known());
    }

    @DELETE
    @Needs(Right.SELF)
    @Operation(summary = "Sign out", description = "`everywhere=true`: on every device.")
    public Response signOut(@Context HttpHeaders headers, @QueryParam("everywhere") boolean everywhere) {
        db.transact(tx -> {
            sessions.end(tx, headers.getCookies());
            if (everywhere) {
                sessions.endAll(tx, caller.account());
            }
            audit.note(tx, "signed-out", null, caller.known().login(), everywhere ? "everywhere" : "");
        });
        return Response.noContent().cookie(sessions.noCookie()).build();
    }

    /** @param current what they sign in with until now */
    record NewPassword(String current, String code, String password) {}

    @PUT
    @Path("password")
    @Needs(Right.SELF)
    @Operation(
            summary = "Change one's password",
            description =
                    "With the current one, and the code of those who have a second factor. Ends every other session.")
    public Response password(@Context RoutingContext call, NewPassword wanted) {
        if (wanted == null || wanted.current() == null) {
            throw Problem.invalid("current, password: both are needed.");
        }
        var account = again(call, wanted.current(), wanted.code());
        var token = accounts.change(account, wanted.password());
        return Response.noContent().cookie(sessions.cookie(token)).build();
    }

    /** @param code only of those who have a second factor by now */
    record Again(String password, String code) {}

    @POST
    @Path("second-factor")
    @Needs(Right.SELF)
    @Operation(
            summary = "Ask for a secret for an authenticator app",
            description = "With the password. It is in force once PUT has proven with a code that the app has it.")
    public Accounts.Offer offer(@Context RoutingContext call, Again again) {
        if (again == null || again.password() == null) {
            throw Problem.invalid("password: is needed.");
        }
        return accounts.offer(again(call, again.password(), again.code()));
    }

    /** @param code of the secret that was shown last */
    record Code(String code) {}

    @PUT
    @Path("second-factor")
    @Needs(Right.SELF)
    @Operation(
            summary = "Prove that the app has the secret",
            description =
                    "From now on each sign-in needs a code. Answers the recovery codes, each good once and shown this once, and ends"
                            + " every other session.")
    public Response prove(Code proof) {
        if (proof == null || proof.code() == null) {
            throw Problem.invalid("code: is needed.");
        }
        var proven = accounts.prove(
                caller.account(), caller.known().login(), proof.code().strip());
        return Response.ok(Map.of("recovery", List.copyOf(proven.codes())))
                .cookie(sessions.cookie(proven.token()))
                .build();
    }

    /** Whoever holds a session only, and not the password, must not take the account over. */
    private Account again(RoutingContext call, String password, String code) {
        return signIn.prove(
                caller.known().login(),
                password,
                code,
                call.request().remoteAddress().hostAddress());
    }
}
