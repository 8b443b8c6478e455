package io.herald.platform;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every refusal and failure as {@code application/problem+json} (RFC 9457), with the reason and without the hub's insides. */
public class ProblemAnswers {
    private static final Logger LOG = Logger.getLogger(ProblemAnswers.class);
    private static final String RETRY_SECONDS = "5";

    @ServerExceptionMapper
    public Response problem(Problem problem) {
        return answer(problem.status(), problem.title(), problem.getMessage(), problem.more())
                .build();
    }

    @ServerExceptionMapper
    public Response notNow(NotNow problem) {
        return answer(problem.status(), problem.title(), problem.getMessage(), problem.more())
                .header("Retry-After", problem.seconds())
                .build();
    }

    @ServerExceptionMapper
    public Response unreadableJson(JsonProcessingException failure) {
        return json(failure);
    }

    /** Named for itself: Quarkus answers this kind in its own way where nobody does. */
    @ServerExceptionMapper
    public Response mismatched(MismatchedInputException failure) {
        return json(failure);
    }

    /** Quarkus wraps what Jackson says; an error that Jackson did not cause keeps its own status. */
    @ServerExceptionMapper
    public Response refused(WebApplicationException failure) {
        if (failure.getCause() instanceof JsonProcessingException cause) {
            return json(cause);
        }
        var status = failure.getResponse().getStatusInfo();
        var detail =
                status.getStatusCode() == 404 ? "There is nothing at this address." : status.getReasonPhrase() + ".";
        return answer(status.getStatusCode(), status.getReasonPhrase(), detail, Map.of())
                .build();
    }

    @ServerExceptionMapper
    public Response invalid(ConstraintViolationException failure) {
        var errors = failure.getConstraintViolations().stream()
                .map(each -> Map.of("place", each.getPropertyPath().toString(), "reason", each.getMessage()))
                .toList();
        return answer(422, "Invalid content", "Some values are not allowed.", Map.of("errors", errors))
                .build();
    }

    @ServerExceptionMapper
    public Response slow(TimeoutException failure) {
        return databaseAway(failure);
    }

    @ServerExceptionMapper
    public Response closed(VertxException failure) {
        return databaseAway(failure);
    }

    @ServerExceptionMapper
    public Response database(PgException failure) {
        return databaseAwayOr(failure);
    }

    @ServerExceptionMapper
    public Response inputOrOutput(IOException failure) {
        return failure instanceof JsonProcessingException json ? json(json) : databaseAwayOr(failure);
    }

    @ServerExceptionMapper
    public Response anythingElse(RuntimeException failure) {
        return databaseAwayOr(failure);
    }

    private static Response databaseAwayOr(Exception failure) {
        return DatabaseAway.isWhy(failure) ? databaseAway(failure) : unexpected(failure);
    }

    private static Response json(JsonProcessingException failure) {
        var more = new LinkedHashMap<String, Object>();
        var place = failure.getLocation();
        if (place != null && place != JsonLocation.NA) {
            more.put("line", place.getLineNr());
            more.put("column", place.getColumnNr());
        }
        if (failure instanceof JsonMappingException mapping) {
            var path = new StringBuilder();
            mapping.getPath().forEach(step -> path.append('/')
                    .append(step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName()));
            more.put("pointer", path.toString());
            return answer(400, "Unreadable request", "The JSON does not have the expected form at " + path + ".", more)
                    .build();
        }
        return answer(400, "Unreadable request", "The body is not valid JSON.", more)
                .build();
    }

    private static Response databaseAway(Exception failure) {
        LOG.warnf("The database does not answer: %s", failure.getClass().getSimpleName());
        return answer(
                        503,
                        "Database away",
                        "The database does not answer, so nothing is promised. Try again.",
                        Map.of())
                .header("Retry-After", RETRY_SECONDS)
                .build();
    }

    private static Response unexpected(Exception failure) {
        var id = Ids.next();
        LOG.errorf(failure, "Unexpected failure %s", id);
        return answer(500, "Unexpected failure", "The hub failed; its log tells more under this id.", Map.of("id", id))
                .build();
    }

    private static Response.ResponseBuilder answer(int status, String title, String detail, Map<String, Object> more) {
        var body = new LinkedHashMap<String, Object>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(more);
        return Response.status(status).entity(body).type("application/problem+json");
    }
}
