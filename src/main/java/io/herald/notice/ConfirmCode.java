package io.herald.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The code of a notice that asks for an acknowledgement. What a person types is three signs of the notice and three of their
 * own, so that nobody who has the one can guess another's.
 *
 * @param code of the notice, unique while it is open
 * @param secret from which each person's own part comes
 */
public record ConfirmCode(String code, UUID notice, String secret) {
    /** As long as a code, where none is given yet. */
    public static final String LIKE_ONE = "XXXXXX";

    /** Without what looks alike: 0 O, 1 I L, 2 Z, 5 S, 8 B. */
    private static final String SIGNS = "34679ACDEFGHJKMNPQRTUVWXY";

    static final int SIGNS_OF_THE_NOTICE = 3;
    private static final int SIGNS_OF_THE_PERSON = 3;

    private static final SecureRandom RANDOM = new SecureRandom();

    static ConfirmCode next(UUID notice) {
        var code = new StringBuilder();
        for (int sign = 0; sign < SIGNS_OF_THE_NOTICE; sign++) {
            code.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
        }
        var secret = new byte[16];
        RANDOM.nextBytes(secret);
        return new ConfirmCode(code.toString(), notice, Base64.getEncoder().encodeToString(secret));
    }

    /** The whole code of a recipient. */
    public String of(long recipient) {
        var digest = digest(Long.toString(recipient));
        var own = new StringBuilder(code);
        for (int sign = 0; sign < SIGNS_OF_THE_PERSON; sign++) {
            own.append(SIGNS.charAt(Byte.toUnsignedInt(digest[sign]) % SIGNS.length()));
        }
        return own.toString();
    }

    private byte[] digest(String recipient) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(recipient.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every JVM has HmacSHA256", impossible);
        }
    }

    /** As somebody typed it: case, blanks, dashes and full-width signs do not matter. */
    static String typed(String text) {
        return text == null
                ? ""
                : Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replaceAll("[\\s\\p{Punct}–—·]", "")
                        .toUpperCase(Locale.ROOT);
    }
}
