package io.herald.access;

import io.herald.platform.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Something to knock at, in tests alone. */
@Path("/api/probe")
public class ProbeResource {
    public record Probe(int number) {}

    @GET
    @Needs(value = Right.READ, ownPeople = true, ownCongress = true)
    public Probe get() {
        return new Probe(1);
    }

    @POST
    @Needs(value = Right.DESK, ownPeople = true, ownCongress = true)
    public Probe echo(Probe probe) {
        return probe;
    }

    @GET
    @Path("refused")
    @Needs(Right.READ)
    public Probe refused() {
        throw Problem.invalid("This is why.");
    }

    /** Says nothing of who may: for administrators alone. */
    @GET
    @Path("broken")
    public Probe broken() {
        throw new IllegalStateException("the inside");
    }
}
