package io.herald.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that cannot be guessed: the addresses of cards, and keys. */
public final class CardTokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private CardTokens() {}

    /** A new card token: 160 random bits, safe in a URL. */
    public static String next() {
        return random(20);
    }

    static String random(int bytes) {
        var secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
