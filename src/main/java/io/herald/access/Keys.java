package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.StartRefused;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys that open the API. Only their hashes are kept; a key is shown once, when it is made. */
@ApplicationScoped
public class Keys {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int REMEMBERED_AT_MOST = 1_000;
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST = 20;

    private final Db db;
    private final AccessKeyStore store;
    private final HubClock clock;
    private final String given;
    private final Map<String, Instant> verified = new ConcurrentHashMap<>();

    Keys(Db db, AccessKeyStore store, HubClock clock, AccessConfig config) {
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.given = config.bootstrapKey().map(Keys::longEnough).map(Keys::hash).orElse(null);
    }

    private static String longEnough(String key) {
        if (key.length() < SHORTEST) {
            throw new StartRefused("herald.bootstrap-key must have at least " + SHORTEST + " characters.");
        }
        return key;
    }

    void atStart(@Observes StartupEvent start) {
        if (given == null) {
            makeFirst();
        }
    }

    /** Whether anybody could open the API by now: a key is configured, or one was made at an earlier start. */
    public boolean any() {
        return given != null || db.read(store::any);
    }

    private void makeFirst() {
        var key = CardTokens.random(KEY_BYTES);
        var made = db.inTransaction(tx -> {
            store.lock(tx);
            if (store.any(tx)) {
                return false;
            }
            store.insert(tx, "bootstrap", hash(key), clock.instant());
            return true;
        });
        if (made) {
            show(key);
        }
    }

    /** Whether this is a key of the hub. Answers from memory for {@value #REMEMBERED_AT_MOST} keys used a moment ago. */
    boolean opens(String key) {
        var hash = hash(key);
        if (given != null && MessageDigest.isEqual(bytes(given), bytes(hash))) {
            return true;
        }
        var now = clock.instant();
        var until = verified.get(hash);
        if (until != null && now.isBefore(until)) {
            return true;
        }
        if (!db.read(tx -> store.known(tx, hash))) {
            verified.remove(hash);
            return false;
        }
        if (verified.size() >= REMEMBERED_AT_MOST) {
            verified.clear();
        }
        verified.put(hash, now.plus(REMEMBERED));
        return true;
    }

    /** On the console and not in the log: logs are kept and copied. */
    private static void show(String key) {
        var line = "─".repeat(78);
        System.out.printf(
                "┌%s┐%n│ %-76s │%n│ %-76s │%n│ %-76s │%n└%s┘%n",
                line,
                "The key to this hub. It is shown this once: keep it.",
                key,
                "Send it with every call:  Authorization: Bearer <key>",
                line);
    }

    private static String hash(String key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(key)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
