package io.herald.roster;

import java.util.EnumSet;
import java.util.Set;

/**
 * Which broadcasts one person asks for and another releases. What the playbook makes of an event is no broadcast: an alert at
 * three in the morning waits for nobody.
 *
 * @param above a broadcast to more people than this needs a second person; null for never because of its size
 * @param urgent whether an urgent one does, whatever its size; true when it is not said
 */
public record TwoPersons(Integer above, Boolean urgent) {
    static final TwoPersons USUAL = new TwoPersons(200, true);

    /** Why a broadcast needs a second person. */
    public enum Why {
        MANY_PEOPLE,
        URGENT
    }

    public TwoPersons {
        urgent = urgent == null || urgent;
    }

    /** Nothing when one person may release it alone. */
    public Set<Why> why(int heads, boolean isUrgent) {
        var why = EnumSet.noneOf(Why.class);
        if (above != null && heads > above) {
            why.add(Why.MANY_PEOPLE);
        }
        if (urgent && isUrgent) {
            why.add(Why.URGENT);
        }
        return why;
    }
}
