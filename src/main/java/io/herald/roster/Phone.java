package io.herald.roster;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.text.Normalizer;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A phone number an SMS can go to, in E.164. Its {@code toString} and every reason it gives keep the number to themselves, for
 * they may end up in a log.
 */
public record Phone(String e164) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{4,14}");
    private static final Pattern WRITTEN = Pattern.compile("\\+?[0-9()\\[\\]./\\s\\p{Pd}\\p{Z}·]+");
    private static final String RESERVED = "+999";
    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    public Phone {
        if (!E164.matcher(e164).matches()) {
            throw new IllegalArgumentException("is not a number in E.164");
        }
    }

    /**
     * Reads a number as people write it: with full-width digits, spaces, dashes and brackets, with + or 00 before the country
     * code, or without one.
     *
     * @param region the ISO 3166 country of a number without country code
     * @param sample whether the congress is a sample, which alone may use {@link SampleNumbers}
     * @throws IllegalArgumentException with a reason that reads on after "phone" and does not repeat the number
     */
    public static Phone of(String raw, String region, boolean sample) {
        var written = Normalizer.normalize(raw, Normalizer.Form.NFKC).strip();
        if (!WRITTEN.matcher(written).matches()) {
            throw new IllegalArgumentException("is not a phone number");
        }
        var plain = international(written);
        return plain.startsWith(RESERVED) ? sampleNumber(plain, sample) : real(plain, region);
    }

    static boolean isRegion(String region) {
        return NUMBERS.getSupportedRegions().contains(region);
    }

    private static String international(String written) {
        var digits = written.replaceAll("[^0-9]", "");
        if (written.startsWith("+")) {
            return "+" + digits;
        }
        return digits.startsWith("00") ? "+" + digits.substring(2) : digits;
    }

    private static Phone sampleNumber(String plain, boolean sample) {
        if (!SampleNumbers.holds(plain)) {
            throw new IllegalArgumentException("has the country code 999, which no country has");
        }
        if (!sample) {
            throw new IllegalArgumentException("is a sample number, which only a sample congress may use");
        }
        return new Phone(plain);
    }

    private static Phone real(String plain, String region) {
        var number = parsed(plain, region);
        if (!NUMBERS.isValidNumber(number)) {
            throw new IllegalArgumentException("is not a number that exists in its country (" + country(number) + ")");
        }
        if (NUMBERS.getNumberType(number) == PhoneNumberType.FIXED_LINE) {
            throw new IllegalArgumentException("is a landline, which gets no SMS");
        }
        return new Phone(NUMBERS.format(number, PhoneNumberFormat.E164));
    }

    private static PhoneNumber parsed(String plain, String region) {
        try {
            return NUMBERS.parse(plain, region);
        } catch (NumberParseException unreadable) {
            throw new IllegalArgumentException(
                    switch (unreadable.getErrorType()) {
                        case INVALID_COUNTRY_CODE -> "has a country code that no country has";
                        case TOO_SHORT_NSN, TOO_SHORT_AFTER_IDD -> "is too short";
                        case TOO_LONG -> "is too long";
                        case NOT_A_NUMBER -> "is not a phone number";
                    });
        }
    }

    private static String country(PhoneNumber number) {
        Set<String> regions = Set.copyOf(NUMBERS.getRegionCodesForCountryCode(number.getCountryCode()));
        return regions.size() == 1 ? regions.iterator().next() : "country code " + number.getCountryCode();
    }

    @Override
    public String toString() {
        return "a phone number";
    }
}
