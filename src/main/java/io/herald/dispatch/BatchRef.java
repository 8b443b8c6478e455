package io.herald.dispatch;

import io.herald.notice.Batch;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What travels through the queue: which batch, and the fence it was published with. */
record BatchRef(UUID batch, int fence) {
    static BatchRef of(Batch batch) {
        return new BatchRef(batch.id(), batch.fence());
    }

    JsonObject json() {
        return new JsonObject().put("batch", batch.toString()).put("fence", fence);
    }

    /** @throws IllegalArgumentException when it is no reference to a batch */
    static BatchRef of(JsonObject json) {
        var batch = json.getString("batch");
        var fence = json.getInteger("fence");
        if (batch == null || fence == null) {
            throw new IllegalArgumentException("batch and fence are needed");
        }
        return new BatchRef(UUID.fromString(batch), fence);
    }
}
