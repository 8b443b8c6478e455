package io.herald.access;

import io.herald.platform.Problem;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.UUID;

/** Whoever makes the call that is being answered. */
@RequestScoped
public class Caller {
    private Identity identity;

    void is(Identity known) {
        identity = known;
    }

    /** Whose people the answer may show, and the call may touch. */
    public Scope scope() {
        return known().scope();
    }

    /** Whether they may see this congress. */
    public boolean isOf(String congress) {
        return known().isOf(congress);
    }

    /**
     * Asks for what only the body of a call can tell is needed.
     *
     * @throws Problem 403 when the caller does not have the right there
     */
    public void need(Right right, String congress) {
        if (!known().may(right)) {
            throw Refusals.right(right);
        }
        if (!known().isOf(congress)) {
            throw Refusals.congress(known().congress());
        }
    }

    /** Who is to be recorded when nobody is named: a person, or nothing for a key. */
    public Optional<String> person() {
        return Optional.of(known()).filter(Identity::isPerson).map(Identity::name);
    }

    /**
     * Who is to be recorded: a machine speaks for whom it names; a person for nobody else.
     *
     * @param named who the call says it is from, may be null
     * @throws Problem 403 when a person gives another's name
     */
    public String by(String named) {
        if (!known().isPerson()) {
            return named;
        }
        if (named != null && !named.isBlank() && !named.strip().equals(known().name())) {
            throw new Problem(
                    403, "Not allowed", "by: you have signed in as " + known().name() + ", and act as nobody else.");
        }
        return known().name();
    }

    UUID account() {
        return known().account();
    }

    Identity known() {
        if (identity == null) {
            throw new IllegalStateException("nobody came through the door");
        }
        return identity;
    }
}
