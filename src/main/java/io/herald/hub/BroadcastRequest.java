package io.herald.hub;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A broadcast as staff ask for it.
 *
 * @param name what staff call it; the template's name or "Broadcast" when not given
 * @param template a message template's name; either this or {@code text}
 * @param text free text by language ({@code zh}, {@code en}), with the same holes that templates may have
 * @param audience {@code "everyone"}, {@code {"delegations": ["D01"]}} and so on
 * @param channels {@code sms}, {@code card}; both when not given
 * @param lane {@code routine} when not given
 * @param due now when not given
 * @param useBy when not given: the end of the item, or twelve hours after it is due
 * @param ack whether people are asked to confirm
 * @param escalation with ack: what happens after how long for those who have not confirmed, such as {@code 5m remind}
 * @param item the agenda item it is about: its facts fill the holes, and a change of it withdraws what is unsent
 * @param facts further values for holes: a text, or {@code {"zh":…,"en":…}}, or {@code {"at": "2027-03-15T09:00:00+08:00"}}
 * @param confidential the card shows it, and its SMS says only that the card holds a notice
 * @param acceptGaps release although some people's text has holes without a value: they go without it, and stand on the desk
 * @param show for a preview: the codes of delegates whose exact text is wanted
 */
public record BroadcastRequest(
        String name,
        String template,
        Map<String, String> text,
        JsonNode audience,
        List<String> channels,
        String lane,
        Instant due,
        @JsonProperty("use-by") Instant useBy,
        boolean ack,
        List<String> escalation,
        String item,
        Map<String, Object> facts,
        boolean confidential,
        @JsonProperty("accept-gaps") boolean acceptGaps,
        List<String> show) {}
