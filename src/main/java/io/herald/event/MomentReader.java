package io.herald.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reads RFC 3339 times and nothing else: a number could be seconds or milliseconds, and a time without an offset any zone's. */
final class MomentReader extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    MomentReader() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (!json.hasToken(JsonToken.VALUE_STRING)) {
            return context.reportInputMismatch(this, "a time as text is needed, such as 2026-11-22T09:00:00+08:00");
        }
        try {
            return OffsetDateTime.parse(json.getText()).toInstant();
        } catch (DateTimeException wrong) {
            return context.reportInputMismatch(
                    this, "\"%s\" is no time with an offset, such as 2026-11-22T09:00:00+08:00", json.getText());
        }
    }
}
