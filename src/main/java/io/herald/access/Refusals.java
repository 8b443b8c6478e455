package io.herald.access;

import io.herald.platform.Problem;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Why somebody is not let in. */
final class Refusals {
    private static final String TITLE = "Not allowed";

    private Refusals() {}

    static Problem unknown() {
        return new Problem(
                401,
                "Key needed",
                "Send a key of this hub as Authorization: Bearer <key>, or sign in at POST /api/session.");
    }

    static Problem right(Right... oneOf) {
        var words = Arrays.stream(oneOf).map(Right::word).collect(Collectors.joining(" or "));
        return new Problem(403, TITLE, "This needs the right " + words + ".");
    }

    static Problem congress(String own) {
        return new Problem(403, TITLE, "You are here for the congress " + own + " alone.");
    }

    static Problem scope() {
        return new Problem(403, TITLE, "This is not only about your own people.");
    }

    static Problem duty(Identity.Duty duty) {
        return new Problem(403, TITLE, duty.todo);
    }

    static Problem crossSite() {
        return new Problem(403, TITLE, "A signed-in call must come from a page of this hub (Sec-Fetch-Site, Origin).");
    }
}
