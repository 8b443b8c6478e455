package io.herald.roster;

/**
 * Phone numbers that nobody can have, for sample and rehearsal congresses alone. Live routes refuse them before any call.
 *
 * <p>Source: country code 999 is held in reserve by the ITU (list of E.164 country codes) and is routed by no carrier. The
 * hub takes {@code +999 86 00 0000} to {@code +999 86 99 9999} of it.
 */
public final class SampleNumbers {
    private static final String PREFIX = "+99986";
    private static final int LENGTH = 12;

    private SampleNumbers() {}

    /** Whether this number, in E.164, is out of the range. */
    public static boolean holds(String e164) {
        return e164.length() == LENGTH && e164.startsWith(PREFIX);
    }
}
