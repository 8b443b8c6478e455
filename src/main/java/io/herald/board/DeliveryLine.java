package io.herald.board;

import io.herald.notice.DeliveryState;
import io.herald.roster.Bilingual;
import java.time.Instant;
import java.util.UUID;

/**
 * One delivery in a list.
 *
 * @param person code of the delegate or staff person; {@code delegation} is null for staff
 * @param state null for a notice that is shown on cards alone; {@code reason} is null when there is nothing to say
 * @param inDoubtSeconds how long nobody has known whether it left, null in every other state
 * @param seenAt when their card first showed it, null when it did not
 * @param confirmedWay card, code, sms, liaison or desk; null when nobody confirmed
 * @param route of the last attempt, null when there was none; likewise the number it went to, hidden but for its end
 */
record DeliveryLine(
        long id,
        UUID notice,
        String noticeName,
        String person,
        Bilingual name,
        String delegation,
        Reach reach,
        DeliveryState state,
        String reason,
        Instant stateAt,
        Long inDoubtSeconds,
        Instant onCardSince,
        Instant seenAt,
        Instant confirmedAt,
        String confirmedBy,
        String confirmedWay,
        long attempts,
        String route,
        String phone) {}
