package io.herald.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Secrets that cannot be guessed: the addresses of cards, keys, sessions. */
public final class CardTokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private CardTokens() {}

    /** A new card token: 160 random bits, safe in a URL. */
    public static String next() {
        return random(20);
    }

    static String random(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    static byte[] bytes(int number) {
        var secret = new byte[number];
        RANDOM.nextBytes(secret);
        return secret;
    }

    /** How such a secret is kept. It cannot be guessed, so a fast hash is enough; passwords are another matter. */
    static String hash(String secret) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
