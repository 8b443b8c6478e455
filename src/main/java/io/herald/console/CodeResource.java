package io.herald.console;

import io.herald.notice.ConfirmCodes;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A page where people confirm by the code in their SMS: its address is short enough for a notice board. */
@Path("/c")
@Blocking
class CodeResource {
    private static final int LONGEST = 100;

    private final Db db;
    private final HubClock clock;
    private final ConfirmCodes codes;

    CodeResource(Db db, HubClock clock, ConfirmCodes codes) {
        this.db = db;
        this.clock = clock;
        this.codes = codes;
    }

    @GET
    @Operation(summary = "The page to confirm by code")
    public Response form() {
        return page(200, null);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(
            summary = "A delegate confirms by code",
            description =
                    "code: from the SMS. who: the last four digits of their phone, or their delegate code. 422: no such code"
                            + " of such a person. 409: it was replaced. 429: too many were wrong.")
    public Response confirm(
            @FormParam("code") String code, @FormParam("who") String who, @Context HttpServerRequest request) {
        var address = request.remoteAddress().hostAddress();
        var answer = db.inTransaction(tx -> codes.confirm(tx, address, cut(code), cut(who), clock.instant()));
        return page(
                switch (answer) {
                    case CONFIRMED -> 200;
                    case UNKNOWN -> 422;
                    case OUTDATED -> 409;
                    case TOO_OFTEN -> 429;
                },
                answer.name());
    }

    private static String cut(String typed) {
        return typed == null || typed.length() <= LONGEST ? typed : typed.substring(0, LONGEST);
    }

    private static Response page(int status, String answer) {
        return Response.status(status)
                .entity(Pages.code(answer).render())
                .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .build();
    }
}
