package io.herald.plan;

import java.time.Instant;

/** A moment of the event at hand that a rule's times may hang on. */
public enum Anchor {
    /** The start of the agenda item. */
    START,
    /** Its end. */
    END,
    /** The fact {@code until}: when papers must be back. */
    UNTIL;

    /**
     * @throws IllegalArgumentException when the scene has no such moment: a rule that the reader should have refused, or an
     *     event whose facts are incomplete
     */
    Instant in(Scene scene) {
        if (this == UNTIL) {
            if (scene.facts().byName().get("until") instanceof Fact.Moment until) {
                return until.at();
            }
            throw new IllegalArgumentException(scene.subject() + " has no fact \"until\"");
        }
        if (scene.item() == null) {
            throw new IllegalArgumentException(scene.subject() + " has no agenda item");
        }
        return this == START ? scene.item().start() : scene.item().end();
    }
}
