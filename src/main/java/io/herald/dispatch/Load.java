package io.herald.dispatch;

import io.herald.notice.DeliveryStore.Waiting;
import io.herald.notice.Notice;
import io.herald.notice.Reason;
import io.herald.render.Composed;
import io.herald.roster.Congress;
import java.util.List;
import java.util.Map;

/**
 * What a batch carries, read at this moment: its notice, a letter for each person who can get one, and why the others cannot.
 */
record Load(Congress congress, Notice notice, List<Letter> letters, Map<Long, Reason> unsendable) {
    /** One delivery, ready to be handed over. */
    record Letter(Waiting delivery, String phone, String signature, Composed.Message message) {}
}
