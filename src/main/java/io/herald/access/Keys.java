package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.herald.platform.Problem;
import io.herald.platform.StartRefused;
import io.herald.platform.Tx;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of machines. Only their hashes are kept; a key is shown once, when it is made. */
@ApplicationScoped
public class Keys {
    /** How long a node may go on taking a key that another node has revoked. */
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private static final int REMEMBERED_AT_MOST = 1_000;
    private static final int KEY_BYTES = 32;
    private static final int SHORTEST = 20;
    private static final String FIRST = "bootstrap";

    private final Db db;
    private final AccessKeyStore store;
    private final HubClock clock;
    private final Audit audit;
    private final String given;
    private final Map<String, Verified> verified = new ConcurrentHashMap<>();

    Keys(Db db, AccessKeyStore store, HubClock clock, Audit audit, AccessConfig config) {
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.audit = audit;
        this.given = config.bootstrapKey()
                .map(Keys::longEnough)
                .map(CardTokens::hash)
                .orElse(null);
    }

    private record Verified(AccessKey key, Instant until) {}

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

    /** Whether a key is configured; then nothing is made and shown at the first start. */
    boolean isGiven() {
        return given != null;
    }

    private void makeFirst() {
        var key = CardTokens.random(KEY_BYTES);
        var made = db.inTransaction(tx -> {
            store.lock(tx);
            if (store.any(tx)) {
                return false;
            }
            store.insert(tx, administrators(clock.instant()), CardTokens.hash(key));
            return true;
        });
        if (made) {
            FirstStart.show(
                    "The key to this hub. It is shown this once: keep it.",
                    key,
                    "Send it with every call:  Authorization: Bearer <key>");
        }
    }

    private static AccessKey administrators(Instant now) {
        return new AccessKey(Ids.next(), FIRST, Set.of(Right.ADMIN), null, "", now, null, null, null);
    }

    /** A key that was just made; {@code secret} is known nowhere else. */
    record Made(AccessKey key, String secret) {}

    Made make(String name, Set<Right> rights, String congress, Instant expires, String by) {
        var secret = CardTokens.random(KEY_BYTES);
        var key = new AccessKey(Ids.next(), name, rights, congress, by, clock.instant(), expires, null, null);
        db.transact(tx -> {
            store.insert(tx, key, CardTokens.hash(secret));
            audit.note(tx, "key-made", congress, key.id().toString(), name + ", " + rights);
        });
        return new Made(key, secret);
    }

    List<AccessKey> list() {
        return db.read(store::list);
    }

    /** @throws Problem 404 when there is no such key */
    void revoke(UUID id) {
        db.transact(tx -> {
            if (!store.revoke(tx, id, clock.instant())) {
                throw Problem.unknown("key", id);
            }
            audit.note(tx, "key-revoked", null, id.toString(), "");
        });
        verified.clear();
    }

    /** Whose key this is, if it is in force. Answers from memory for {@value #REMEMBERED_AT_MOST} keys used a moment ago. */
    Optional<Identity> identify(String secret) {
        var hash = CardTokens.hash(secret);
        var now = clock.instant();
        if (given != null && MessageDigest.isEqual(bytes(given), bytes(hash))) {
            return Optional.of(administrators(now).identity());
        }
        var known = verified.get(hash);
        if (known != null && now.isBefore(known.until())) {
            return Optional.of(known.key().identity());
        }
        var key = db.read(tx -> used(tx, hash, now));
        if (key.isPresent()) {
            remember(hash, key.get(), now.plus(REMEMBERED));
        } else {
            verified.remove(hash);
        }
        return key.map(AccessKey::identity);
    }

    private Optional<AccessKey> used(Tx tx, String hash, Instant now) {
        var key = store.inForce(tx, hash, now);
        key.ifPresent(found -> store.used(tx, found.id(), now));
        return key;
    }

    private void remember(String hash, AccessKey key, Instant until) {
        if (verified.size() >= REMEMBERED_AT_MOST) {
            verified.clear();
        }
        boolean endsBefore = key.expiresAt() != null && key.expiresAt().isBefore(until);
        verified.put(hash, new Verified(key, endsBefore ? key.expiresAt() : until));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
