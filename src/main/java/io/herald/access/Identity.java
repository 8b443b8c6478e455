package io.herald.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * Who calls, as the door found out.
 *
 * @param name what is recorded: the code of a staff person, the name of an account, the name of a key
 * @param login the name they sign in with, null for a key; likewise account
 * @param congress the only one they may see; null for every one
 * @param owes what the person has to do before anything else
 */
record Identity(
        String name, String login, UUID account, String congress, Set<Right> rights, Scope scope, Set<Duty> owes) {
    /** What stands between a signed-in person and their rights. */
    enum Duty {
        PASSWORD("Change the password you were given: PUT /api/session/password."),
        SECOND_FACTOR("Set up a second factor: POST /api/session/second-factor.");

        final String todo;

        Duty(String todo) {
            this.todo = todo;
        }

        /** As it is written in JSON: {@code second-factor}. */
        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    boolean isPerson() {
        return account != null;
    }

    boolean may(Right right) {
        return rights.contains(right) || right != Right.SELF && rights.contains(Right.ADMIN);
    }

    boolean isOf(String other) {
        return congress == null || congress.equals(other);
    }
}
