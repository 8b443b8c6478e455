package io.herald.hub;

import io.herald.plan.Danger;
import io.herald.platform.Problem;
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
 * @param forbidden people whose SMS would say a word that must not leave, up to a hundred of forbiddenCount
 * @param texts the exact texts for the people asked for, or for the first three
 * @param warnings what the routes cannot do with it
 * @param danger what whoever releases it has to think of; null where nobody decides on it
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
        int forbiddenCount,
        List<Forbidden> forbidden,
        List<Shown> texts,
        List<String> warnings,
        Danger danger) {
    /**
     * Refuses to let it go out as it is.
     *
     * @param acceptGaps whether those whose text has a hole without a value may go without it
     * @throws Problem 422 with who and why
     */
    void refuse(boolean acceptGaps) {
        if (heads == 0) {
            throw Problem.invalid("audience: nobody is in it.");
        }
        if (forbiddenCount > 0) {
            throw Problem.invalid(
                    "The SMS of " + forbiddenCount + " people would say a word that must not leave by SMS.", forbidden);
        }
        if (gapCount > 0 && !acceptGaps) {
            throw Problem.invalid(
                    "The text has holes without a value for " + gapCount
                            + " people. Fill them, or accept that they go without it (accept-gaps).",
                    gaps);
        }
    }

    public record Excluded(String code, String name, String delegation, String reason) {}

    public record Gap(String code, String name, String delegation, List<String> missing) {}

    /** @param places the holes by which the word comes in, or {@code text} where the text itself says it */
    public record Forbidden(String code, String name, String delegation, String word, List<String> places) {}

    /** A text exactly as it would be sent now; channel is {@code sms} or {@code card}. */
    public record Shown(
            String code, String name, String channel, String text, Encoding encoding, int units, int parts) {}
}
