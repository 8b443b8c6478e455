package io.herald.platform;

import java.util.List;
import java.util.Map;

/**
 * A refusal with its reason, answered as RFC 9457 {@code application/problem+json}. Thrown by anything that finds a request
 * wrong; nothing of the request has taken effect when it is thrown out of a transaction.
 */
public class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;
    private final transient Map<String, Object> more;

    public Problem(int status, String title, String detail) {
        this(status, title, detail, Map.of());
    }

    /** @param more further members of the answer, such as {@code errors}: a list of places and reasons */
    public Problem(int status, String title, String detail, Map<String, Object> more) {
        super(detail);
        this.status = status;
        this.title = title;
        this.more = more;
    }

    /** 404: there is no such thing. */
    public static Problem unknown(String what, Object name) {
        return new Problem(404, "Not found", "There is no " + what + " " + name + ".");
    }

    /** 422: understood, but wrong. */
    public static Problem invalid(String detail) {
        return new Problem(422, "Invalid content", detail);
    }

    /** 422 with the list of what is wrong and where. */
    public static Problem invalid(String detail, List<?> errors) {
        return new Problem(422, "Invalid content", detail, Map.of("errors", errors));
    }

    /** 400: cannot be read at all. */
    public static Problem unreadable(String detail) {
        return new Problem(400, "Unreadable request", detail);
    }

    /** 409: it contradicts what is already there. */
    public static Problem conflict(String detail) {
        return new Problem(409, "Conflict", detail);
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Map<String, Object> more() {
        return more;
    }
}
