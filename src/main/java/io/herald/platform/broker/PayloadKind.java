package io.herald.platform.broker;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What a channel's payloads are. */
enum PayloadKind {
    /** A {@link JsonObject}, on the wire as UTF-8. */
    JSON("application/json") {
        @Override
        Object read(byte[] body) {
            return new JsonObject(Buffer.buffer(body));
        }

        @Override
        byte[] write(Object payload) {
            return ((JsonObject) payload).toBuffer().getBytes();
        }
    },
    /** The bytes as they are. */
    BYTES("application/octet-stream") {
        @Override
        Object read(byte[] body) {
            return body;
        }

        @Override
        byte[] write(Object payload) {
            return (byte[]) payload;
        }
    };

    final String contentType;

    PayloadKind(String contentType) {
        this.contentType = contentType;
    }

    /** @throws RuntimeException when the body is nothing of the kind */
    abstract Object read(byte[] body);

    abstract byte[] write(Object payload);
}
