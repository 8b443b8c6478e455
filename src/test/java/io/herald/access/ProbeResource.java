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
    public Probe get() {
        return new Probe(1);
    }

    @POST
    public Probe echo(Probe probe) {
        return probe;
    }

    @GET
    @Path("refused")
    public Probe refused() {
        throw Problem.invalid("This is why.");
    }

    @GET
    @Path("broken")
    public Probe broken() {
        throw new IllegalStateException("the inside");
    }
}
