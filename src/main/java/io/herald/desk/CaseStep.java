package io.herald.desk;

import java.time.Instant;

/**
 * Something that was done about a case.
 *
 * @param kind what the case was then, null when it had settled itself
 * @param outcome of a call, null for the other actions
 * @param by code of the staff person who did it
 * @param to code of the staff person it was handed to, null for the duty desk and for the other actions
 */
record CaseStep(
        long id, Case.Kind kind, Action action, Outcome outcome, Instant at, String by, String to, String text) {
    enum Action {
        /** Somebody sees to it. */
        TAKEN,
        NOTED,
        CALLED,
        /** They know, says who spoke to them. */
        CONFIRMED,
        HANDED_OVER,
        CLOSED,
        REOPENED
    }

    /** Whether a call reached the person. That they were reached does not say that they know: that is a confirmation. */
    enum Outcome {
        NO_ANSWER,
        REACHED
    }
}
