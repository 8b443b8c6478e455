package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.PlatformConfig;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who has signed in. A browser holds a random token in a cookie; here stands only its hash. Every sign-in, and everything that
 * changes what an account must show, begins a new one, so a token from before is worth nothing after.
 */
@ApplicationScoped
class Sessions {
    private static final int TOKEN_BYTES = 32;

    private final Db db;
    private final SessionStore store;
    private final HubClock clock;
    private final Duration idle;
    private final Duration longest;
    private final boolean https;

    Sessions(Db db, SessionStore store, HubClock clock, AccessConfig config, PlatformConfig platform) {
        this.db = db;
        this.store = store;
        this.clock = clock;
        this.idle = config.session().idle();
        this.longest = config.session().longest();
        this.https = "https".equals(platform.publicUrl().getScheme());
    }

    /** Begins one and answers its token. */
    String begin(Tx tx, UUID account) {
        var now = clock.instant();
        var token = CardTokens.random(TOKEN_BYTES);
        store.endOver(tx, now, now.minus(idle));
        store.insert(tx, CardTokens.hash(token), account, now, now.plus(longest));
        return token;
    }

    /** Ends all of an account, and begins one for whoever did this. */
    String renew(Tx tx, UUID account) {
        store.endAll(tx, account);
        return begin(tx, account);
    }

    Optional<Identity> identify(Map<String, Cookie> cookies) {
        return token(cookies).map(CardTokens::hash).flatMap(this::account).map(Account::identity);
    }

    private Optional<Account> account(String hash) {
        Instant now = clock.instant();
        return db.read(tx -> {
            var account = store.account(tx, hash, now, now.minus(idle));
            account.ifPresent(found -> store.seen(tx, hash, now));
            return account;
        });
    }

    void end(Tx tx, Map<String, Cookie> cookies) {
        token(cookies).ifPresent(token -> store.end(tx, CardTokens.hash(token)));
    }

    void endAll(Tx tx, UUID account) {
        store.endAll(tx, account);
    }

    private Optional<String> token(Map<String, Cookie> cookies) {
        return Optional.ofNullable(cookies.get(name())).map(Cookie::getValue);
    }

    /** With this prefix browsers take it from this very host over TLS alone, so no neighbour can plant one (RFC 6265bis). */
    private String name() {
        return https ? "__Host-herald" : "herald";
    }

    NewCookie cookie(String token) {
        return new NewCookie.Builder(name())
                .value(token)
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }

    /** Takes it out of the browser. */
    NewCookie noCookie() {
        return new NewCookie.Builder(name())
                .value("")
                .path("/")
                .httpOnly(true)
                .secure(https)
                .sameSite(NewCookie.SameSite.STRICT)
                .maxAge(0)
                .build();
    }
}
