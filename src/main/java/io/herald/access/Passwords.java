package io.herald.access;

import io.herald.platform.NotNow;
import io.herald.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Passwords as they are kept: by Argon2id (RFC 9106) in the form {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}, with its own
 * numbers beside each, so that they can be raised one day.
 */
@ApplicationScoped
class Passwords {
    /** 19 MiB and two passes: the OWASP cheat sheet's numbers. */
    private static final int MEMORY_KIB = 19 * 1024;

    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int TEMPORARY_BYTES = 15;
    private static final int SHORTEST = 12;
    private static final int LONGEST = 200;

    /** So many at once, for each takes its memory and a core. */
    private static final int AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore places = new Semaphore(AT_ONCE);

    /** What nobody's password is held against, so that a name nobody has takes as long as one that somebody has. */
    private final String nobodys = hash(CardTokens.random(HASH_BYTES));

    /** A password that somebody else hands over, and that is to be changed. */
    String temporary() {
        return CardTokens.random(TEMPORARY_BYTES);
    }

    /** @throws Problem 422 when it is not fit to be one */
    void check(String password, String account) {
        if (password == null || password.length() < SHORTEST || password.length() > LONGEST) {
            throw Problem.invalid("password: must have from " + SHORTEST + " to " + LONGEST + " characters.");
        }
        if (password.contains(account) || password.chars().distinct().count() < SHORTEST / 2) {
            throw Problem.invalid("password: is too easy to guess.");
        }
    }

    String hash(String password) {
        var salt = CardTokens.bytes(SALT_BYTES);
        var hash = compute(password, salt, new Numbers(MEMORY_KIB, PASSES, LANES));
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + text(salt) + "$" + text(hash);
    }

    /** @param kept null for an account that is not there: the work is the same, and the answer is no */
    boolean matches(String password, String kept) {
        var parts = (kept == null ? nobodys : kept).split("\\$");
        var hash = compute(password, bytes(parts[4]), Numbers.of(parts[3]));
        return MessageDigest.isEqual(hash, bytes(parts[5])) & kept != null;
    }

    private record Numbers(int memory, int passes, int lanes) {
        static Numbers of(String text) {
            var numbers = text.replaceAll("[^0-9,]", "").split(",");
            return new Numbers(
                    Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]), Integer.parseInt(numbers[2]));
        }
    }

    private byte[] compute(String password, byte[] salt, Numbers numbers) {
        takePlace();
        try {
            var generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(numbers.memory())
                    .withIterations(numbers.passes())
                    .withParallelism(numbers.lanes())
                    .withSalt(salt)
                    .build());
            var hash = new byte[HASH_BYTES];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return hash;
        } finally {
            places.release();
        }
    }

    private void takePlace() {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotNow(503, "Busy", "Too many sign in at this moment. Try again.", PATIENCE);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new NotNow(503, "Stopping", "This node of the hub is being stopped. Try again.", PATIENCE);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }
}
