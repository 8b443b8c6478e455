package io.herald.hub;

import io.herald.plan.Scene;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What an event did to what the hub knows. */
sealed interface Change {
    /**
     * It took effect.
     *
     * @param scenes what the playbook is asked about, for all whom it concerns in one way together. They are looked at only after
     *     everything older about the subject has been withdrawn: until then another window may still be written, and whoever is
     *     in it would be told and not counted as told.
     * @param outdated the code of an agenda item whose time or place is another now, for what tells it beside other things; null
     *     when none is
     * @param apart the people (ids) for whom alone the agenda item of the subject is otherwise; null when it is for everybody
     * @param retold who is told the whole of an agenda item again, so that they need no other word of it; null when nobody is
     * @param along what the same event changes besides
     */
    record Made(
            String subject,
            int version,
            Supplier<List<Scene>> scenes,
            String outdated,
            Set<Long> apart,
            Retold retold,
            List<Made> along)
            implements Change {}

    /** A person (by id) who hears with their seat when and where the item is. */
    record Retold(String item, long recipient) {}

    /** It says what is so already: nobody needs to hear it again. */
    record None(String why) implements Change {}

    /** What it is about is not known yet. */
    record UnknownSubject(String why) implements Change {}
}
