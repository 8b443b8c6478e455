package io.herald.receipt;

import io.herald.platform.Problem;
import io.herald.provider.HookRequest;
import io.herald.provider.ProviderKind;
import io.herald.provider.Routes;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Callbacks of providers: authenticated before anything in them is believed, answered after the commit. */
@Path("/hooks/{kind}")
class HookResource {
    private static final int LONGEST = 64 * 1024;

    private final Routes routes;
    private final ReportGroups groups;
    private final InboundMail inbound;

    HookResource(Routes routes, ReportGroups groups, InboundMail inbound) {
        this.routes = routes;
        this.groups = groups;
        this.inbound = inbound;
    }

    @POST
    @Path("/status")
    @Operation(summary = "A provider reports what became of a message")
    public Uni<Response> status(@PathParam("kind") String kind, @Context RoutingContext context, byte[] body) {
        var request = authentic(kind, context, body);
        var report = request.kind().report(request.request());
        if (report.isEmpty()) {
            return Uni.createFrom().item(Response.noContent().build());
        }
        return groups.add(report.get())
                .map(committed -> Response.noContent().build())
                .onFailure()
                .recoverWithItem(
                        () -> Response.status(503).header("Retry-After", "5").build());
    }

    @POST
    @Path("/inbound")
    @Blocking
    @Operation(summary = "Somebody wrote to one of our numbers")
    public Response inbound(@PathParam("kind") String kind, @Context RoutingContext context, byte[] body) {
        var request = authentic(kind, context, body);
        request.kind().inbound(request.request()).ifPresent(inbound::receive);
        var answer = request.kind().inboundAnswer();
        return Response.ok(answer.body(), answer.mediaType()).build();
    }

    private record Authentic(ProviderKind kind, HookRequest request) {}

    private Authentic authentic(String kind, RoutingContext context, byte[] body) {
        if (body.length > LONGEST) {
            throw new Problem(413, "Too large", "A callback has at most " + LONGEST + " bytes.");
        }
        var request = request(context.request(), body);
        var provider = provider(kind);
        if (!provider.authentic(request)) {
            throw new Problem(403, "Forbidden", "The signature does not fit.");
        }
        return new Authentic(provider, request);
    }

    private ProviderKind provider(String kind) {
        try {
            return routes.kind(kind);
        } catch (NoSuchElementException unknown) {
            throw Problem.unknown("provider", kind);
        }
    }

    private static HookRequest request(HttpServerRequest http, byte[] body) {
        var headers = new LinkedHashMap<String, String>();
        http.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        boolean isForm = headers.getOrDefault("content-type", "")
                .toLowerCase(Locale.ROOT)
                .startsWith("application/x-www-form-urlencoded");
        var query = new LinkedHashMap<String, String>();
        FormPairs.read(http.query()).forEach((name, values) -> query.put(name, values.get(0)));
        var form = isForm ? FormPairs.read(new String(body, StandardCharsets.UTF_8)) : Map.<String, List<String>>of();
        return new HookRequest(http.uri(), query, form, headers, body);
    }
}
