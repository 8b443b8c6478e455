package io.herald.board;

import io.herald.notice.DeliveryState;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * A delivery as one change left it.
 *
 * @param id grows with each change of a delivery; across deliveries it says nothing
 * @param person code of the delegate or staff person, null when nobody of this id is left
 * @param kind DELEGATE or STAFF
 * @param delegation null for staff
 * @param state null for a notice that is shown on cards alone
 */
record DeliveryChange(
        long id,
        Instant changedAt,
        long delivery,
        UUID notice,
        String congress,
        String person,
        String kind,
        String delegation,
        DeliveryState state,
        String reason,
        Instant stateAt,
        Instant seenAt,
        Instant confirmedAt,
        String confirmedWay) {
    static final String TYPE = "herald.delivery.changed";

    /** As a CloudEvent. Neither number nor text nor name is in it: whoever listens need not be trusted with them. */
    JsonObject event() {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", Long.toString(id))
                .put("source", "/herald/congresses/" + congress)
                .put("type", TYPE)
                .put("subject", "notices/" + notice + "/deliveries/" + delivery)
                .put("time", changedAt.toString())
                .put("congress", congress)
                .put("datacontenttype", "application/json")
                .put("data", data());
    }

    private JsonObject data() {
        return new JsonObject()
                .put("notice", notice.toString())
                .put("delivery", delivery)
                .put("recipient", new JsonObject().put("kind", kind).put("code", person))
                .put("delegation", delegation)
                .put("state", state == null ? null : state.name())
                .put("reason", reason)
                .put("at", stateAt.toString())
                .put("seen", text(seenAt))
                .put("confirmed", text(confirmedAt))
                .put("way", confirmedWay);
    }

    private static String text(Instant moment) {
        return moment == null ? null : moment.toString();
    }
}
