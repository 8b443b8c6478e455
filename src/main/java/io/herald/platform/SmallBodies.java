package io.herald.platform;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps bodies of callers without a key small, before a byte of them is held in memory: only imports under {@code /api} are
 * large, and their callers have shown a key.
 */
@ApplicationScoped
class SmallBodies {
    private static final long LONGEST = 64 * 1024;
    private static final int BEFORE_ANYTHING_ELSE = 1_000;

    /** Below {@code /api}, and yet for those who have nothing to show: they sign in here. */
    private static final String SIGN_IN = "/api/session";

    void install(@Observes Filters filters) {
        filters.register(SmallBodies::look, BEFORE_ANYTHING_ELSE);
    }

    private static void look(RoutingContext call) {
        var request = call.request();
        boolean withBody = request.method() == HttpMethod.POST || request.method() == HttpMethod.PUT;
        var path = call.normalizedPath();
        if (!withBody || path.startsWith("/api/") && !path.startsWith(SIGN_IN)) {
            call.next();
            return;
        }
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null && request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            refuse(call, 411, "Length required");
        } else if (length != null && tooLong(length)) {
            refuse(call, 413, "Too large");
        } else {
            call.next();
        }
    }

    private static boolean tooLong(String length) {
        try {
            return Long.parseLong(length.strip()) > LONGEST;
        } catch (NumberFormatException noNumber) {
            return true;
        }
    }

    /** The rest of the body is not read: the connection ends with the answer. */
    private static void refuse(RoutingContext call, int status, String title) {
        call.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end("{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status
                        + ",\"detail\":\"A body here has a Content-Length of at most " + LONGEST + " bytes.\"}");
    }
}
