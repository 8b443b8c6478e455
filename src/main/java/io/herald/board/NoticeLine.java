package io.herald.board;

import io.herald.notice.Notice;
import io.herald.plan.Channel;
import io.herald.plan.Lane;
import io.herald.roster.People;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;

/**
 * A notice and how far it got.
 *
 * @param waiting for a second person: nothing of it is planned
 * @param planned of the {@code heads} of its audience, those whose deliveries stand; {@code plannedPercent} likewise
 * @param partsSent SMS parts that providers took, as far as is known
 */
record NoticeLine(
        UUID id,
        String name,
        String subject,
        int version,
        Lane lane,
        Set<Channel> channels,
        Instant createdAt,
        Instant due,
        Instant useBy,
        boolean ackAsked,
        boolean confidential,
        boolean waiting,
        Instant stoppedAt,
        Instant supersededAt,
        int heads,
        int planned,
        int plannedPercent,
        long partsSent,
        Tally deliveries) {
    /** @param own whose deliveries were counted; the heads are theirs too, and who is not planned yet is nobody's */
    static NoticeLine of(Notice notice, Tally deliveries, long partsSent, People own) {
        int heads = own.areEverybody() ? notice.heads() : (int) deliveries.total();
        int planned = own.areEverybody() ? notice.planned() : heads;
        return new NoticeLine(
                notice.id(),
                notice.name(),
                notice.subject(),
                notice.version(),
                notice.lane(),
                notice.channels(),
                notice.createdAt(),
                notice.due(),
                notice.useBy(),
                notice.ackAsked(),
                notice.confidential(),
                notice.waiting(),
                notice.stoppedAt(),
                notice.supersededAt(),
                heads,
                planned,
                percent(planned, heads),
                partsSent,
                deliveries);
    }

    /** Rounded down, so that 100 means all of them. */
    private static int percent(long part, long whole) {
        return whole == 0 ? 100 : (int) (part * 100 / whole);
    }
}
