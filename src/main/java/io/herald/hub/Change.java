package io.herald.hub;

import io.herald.plan.Scene;

/** What an event did to what the hub knows. */
sealed interface Change {
    /** It took effect; the scene is what the playbook is asked about. */
    record Made(Scene scene) implements Change {}

    /** It says what is so already: nobody needs to hear it again. */
    record None(String why) implements Change {}

    /** What it is about is not known yet. */
    record UnknownSubject(String why) implements Change {}
}
