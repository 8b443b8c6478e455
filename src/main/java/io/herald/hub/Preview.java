package io.herald.hub;

import io.herald.render.Encoding;
import java.util.List;
import java.util.Map;

/**
 * What a broadcast would do.
 *
 * @param heads people in the audience; sms of them get an SMS, card of them see it on their card
 * @param parts SMS parts in all; seconds is what they take at the pace of the route that would send them
 * @param excluded how many get no SMS, by reason; excludedPeople names up to a hundred of them
 * @param gaps people whose text has a hole without a value, up to a hundred of gapCount
 * @param texts the exact texts for the people asked for, or for the first three
 * @param warnings what the routes cannot do with it
 */
public record Preview(
        int heads,
        int sms,
        int card,
        int parts,
        long seconds,
        Map<String, Integer> excluded,
        List<Excluded> excludedPeople,
        int gapCount,
        List<Gap> gaps,
        List<Shown> texts,
        List<String> warnings) {
    public record Excluded(String code, String name, String delegation, String reason) {}

    public record Gap(String code, String name, String delegation, List<String> missing) {}

    /** A text exactly as it would be sent now; channel is {@code sms} or {@code card}. */
    public record Shown(
            String code, String name, String channel, String text, Encoding encoding, int units, int parts) {}
}
