package io.herald.plan;

/** What a notice does in the congress's quiet hours. */
public enum Quiet {
    /** It waits for their end; where that would be too late, it goes out at its time. */
    WAIT("wait"),
    /** It goes out at its time. */
    IGNORE("ignore");

    public final String text;

    Quiet(String text) {
        this.text = text;
    }
}
