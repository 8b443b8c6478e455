package io.herald.desk;

import java.util.List;
import java.util.UUID;

/**
 * A case with all that was done about it.
 *
 * @param standing whether it still needs a person
 * @param now what is to be done, null when it has settled itself
 */
record CaseFile(
        long delivery,
        UUID notice,
        String noticeName,
        String person,
        Standing standing,
        Case now,
        List<CaseStep> history) {
    enum Standing {
        OPEN,
        /** Somebody said that nothing more is to be done. What becomes another kind of trouble stands open again. */
        CLOSED,
        /** Its reason is gone: delivered after all, confirmed, returned, or replaced. */
        SETTLED
    }
}
