package io.herald.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the secret part of a card's address. */
public final class CardTokens {
    private static final int BYTES = 24;
    private static final SecureRandom RANDOM = new SecureRandom();

    private CardTokens() {}

    /** A new token: 192 random bits in letters a URL takes as they are. */
    public static String next() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
