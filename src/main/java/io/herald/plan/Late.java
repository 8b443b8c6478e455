package io.herald.plan;

/** What happens to a notice whose due time has passed when it is planned. */
public enum Late {
    /** It goes out at once, but what was due on a certain day only while that day lasts: a "tomorrow" is no use tomorrow. */
    SEND_NOW("send-now"),
    /** It goes out at once, on whatever day. */
    SEND_ANY_DAY("send-any-day"),
    /** It does not go out, and the plan says so. */
    SKIP_WITH_NOTE("skip-with-note");

    public final String text;

    Late(String text) {
        this.text = text;
    }
}
