package io.herald.console;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.roster.Language;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Variant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The card: a page for whoever has its address, and the same as JSON. */
@Path("/c/{token}")
@Blocking
class CardResource {
    private static final List<Variant> FORMS = Variant.mediaTypes(
                    MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"), MediaType.APPLICATION_JSON_TYPE)
            .build();

    private final Db db;
    private final HubClock clock;
    private final Cards cards;

    CardResource(Db db, HubClock clock, Cards cards) {
        this.db = db;
        this.clock = clock;
        this.cards = cards;
    }

    @GET
    @Operation(
            summary = "A delegate's card",
            description = "As page or JSON. What it shows counts as seen, except for HEAD and for prefetching.")
    public Response card(
            @PathParam("token") String token,
            @QueryParam("lang") String lang,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean person = request.getMethod().equals("GET") && !prefetched(headers);
        boolean json = wantsJson(request);
        // Written inside the transaction: what could not be shown was not seen.
        return db.inTransaction(tx -> cards.show(tx, token, language(lang), person, clock.instant())
                .map(card ->
                        json ? asJson(card) : page(200, Pages.card(card, token).render()))
                .orElseGet(() -> nothing(json)));
    }

    @POST
    @Path("/deliveries/{delivery}/confirm")
    @Operation(
            summary = "A delegate confirms",
            description = "From the page: back to it, 303, where what was replaced meanwhile is struck through."
                    + " As JSON: 204, or 409 when it was taken back or replaced.")
    public Response confirm(
            @PathParam("token") String token,
            @PathParam("delivery") long delivery,
            @QueryParam("lang") String lang,
            @Context Request request) {
        var refused = confirm(token, delivery);
        if (wantsJson(request)) {
            if (refused != null) {
                throw refused;
            }
            return Response.noContent().build();
        }
        if (refused != null && refused.status() != 409) {
            return nothing(false);
        }
        var language = language(lang);
        var query = language == null ? "" : "?lang=" + language.tag();
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, "/c/" + token + query + "#m" + delivery)
                .build();
    }

    private Problem confirm(String token, long delivery) {
        try {
            db.transact(tx -> cards.confirm(tx, token, delivery, clock.instant()));
            return null;
        } catch (Problem refused) {
            return refused;
        }
    }

    private static boolean wantsJson(Request request) {
        var chosen = request.selectVariant(FORMS);
        return chosen != null && chosen.getMediaType().isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    /** Browsers fetch pages that nobody may ever look at, and say so. */
    private static boolean prefetched(HttpHeaders headers) {
        return List.of("Purpose", "Sec-Purpose", "X-Purpose", "X-Moz").stream()
                .map(headers::getHeaderString)
                .anyMatch(purpose -> purpose != null
                        && purpose.toLowerCase(Locale.ROOT).matches(".*(prefetch|prerender|preview).*"));
    }

    /** A language nobody here speaks is as if none was asked for. */
    private static Language language(String lang) {
        try {
            return lang == null ? null : Language.of(lang);
        } catch (IllegalArgumentException unknown) {
            return null;
        }
    }

    private static Response asJson(Card card) {
        return Response.ok(card, MediaType.APPLICATION_JSON).build();
    }

    private static Response nothing(boolean json) {
        if (json) {
            throw new Problem(404, "Not found", "There is nothing at this address.");
        }
        return page(404, Pages.nothing().render());
    }

    private static Response page(int status, String html) {
        return Response.status(status)
                .entity(html)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }
}
