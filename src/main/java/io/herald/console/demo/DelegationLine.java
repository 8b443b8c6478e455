package io.herald.console.demo;

import java.util.List;

/**
 * Where the deliveries of one delegation stand.
 *
 * @param delegation its code, null for staff
 */
record DelegationLine(String delegation, Name name, Counts tally) {
    static Counts sum(List<DelegationLine> lines) {
        return lines.stream().map(DelegationLine::tally).reduce(Counts.NONE, Counts::plus);
    }
}
