package io.herald.roster;

import java.time.LocalTime;
import java.util.List;

/**
 * What a congress decides for itself; every value has a default.
 *
 * @param signature stands before each SMS, such as 【省党代会】, and counts into its length
 * @param deskPhone the duty desk's number as people should dial it
 * @param quietFrom start of the quiet hours in the congress's zone, null for none; likewise quietTo
 * @param inDoubt what happens to a delivery whose outcome can never be known
 * @param twoPersons which broadcasts need a second person
 * @param forbiddenWords what no SMS may say; {@link ForbiddenWords} tells how they are looked for
 */
public record CongressSettings(
        Bilingual signature,
        String deskPhone,
        LocalTime quietFrom,
        LocalTime quietTo,
        InDoubtPolicy inDoubt,
        TwoPersons twoPersons,
        List<String> forbiddenWords) {
    public static final CongressSettings DEFAULT = new CongressSettings(null, null, null, null, null, null, null);

    public CongressSettings {
        signature = signature == null ? Bilingual.EMPTY : signature;
        deskPhone = deskPhone == null ? "" : deskPhone;
        inDoubt = inDoubt == null ? InDoubtPolicy.AT_MOST_ONCE : inDoubt;
        twoPersons = twoPersons == null ? TwoPersons.USUAL : twoPersons;
        forbiddenWords = forbiddenWords == null ? List.of() : List.copyOf(forbiddenWords);
        if ((quietFrom == null) != (quietTo == null)) {
            throw new IllegalArgumentException("quiet hours need both a start and an end");
        }
    }

    /** The last word on an attempt that neither callback nor provider could settle. */
    public enum InDoubtPolicy {
        /** Never send again; it stands on the desk. */
        AT_MOST_ONCE,
        /** Urgent notices are sent again, routine ones never. */
        URGENT_AT_LEAST_ONCE
    }
}
