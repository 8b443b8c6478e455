package io.herald.event;

import java.time.Instant;
import java.util.Map;

/**
 * An event as it came in: CloudEvents 1.0 attributes, the extensions {@code congress} and {@code sequence}, and its data read
 * into the vocabulary.
 *
 * @param source and {@code id} together name the event for ever
 * @param names the parts of the subject by the names in {@link EventType#subjectShape}, such as {@code item → opening}
 * @param sequence grows with each event of the same subject; null when the source does not count
 * @param time when it happened by its source, null when not said
 * @param fingerprint of what it says: the same source and id with another fingerprint is a contradiction
 * @param json the whole event in the structured JSON form, as it is kept
 */
public record Envelope(
        String source,
        String id,
        EventType type,
        String congress,
        String subject,
        Map<String, String> names,
        Long sequence,
        Instant time,
        Event event,
        String fingerprint,
        Map<String, Object> json) {}
