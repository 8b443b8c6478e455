package io.herald.access;

import io.herald.access.AccountStore.Credentials;
import io.herald.access.Pauses.Try;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** How somebody proves who they are. Whatever is wrong, the answer and the work are the same. */
@ApplicationScoped
class SignIn {
    private final Db db;
    private final HubClock clock;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final Pauses pauses;

    SignIn(Db db, HubClock clock, AccountStore accounts, Passwords passwords, Pauses pauses) {
        this.db = db;
        this.clock = clock;
        this.accounts = accounts;
        this.passwords = passwords;
        this.pauses = pauses;
    }

    /**
     * The account whose name, password and code these are.
     *
     * @param code of their app or one of their recovery codes; null is asked for when it is needed
     * @throws Problem 401 when anything is wrong, 429 when too much was wrong of late
     */
    Account prove(String name, String password, String code, String address) {
        var guess = new Try(name.strip().toLowerCase(Locale.ROOT), address);
        pauses.begin(guess);
        var found = find(guess.account());
        if (!passwords.matches(password, found.map(Credentials::password).orElse(null))) {
            throw wrong();
        }
        var account = found.orElseThrow().account();
        if (account.secondFactor() && (code == null || code.isBlank())) {
            db.transact(tx -> pauses.neither(tx, guess));
            throw new Problem(401, "Code needed", "Send the code of your app too.", Map.of("needs", "code"));
        }
        db.transact(tx -> {
            if (account.secondFactor() && !isGood(tx, account.id(), code.strip())) {
                throw wrong();
            }
            pauses.right(tx, guess);
        });
        return account;
    }

    /** What cannot be a name is nobody's; PostgreSQL would refuse some of it, and so tell it apart. */
    private Optional<Credentials> find(String name) {
        return AccountResource.NAME.matcher(name).matches() ? db.read(tx -> accounts.open(tx, name)) : Optional.empty();
    }

    private boolean isGood(Tx tx, UUID account, String code) {
        var second = accounts.second(tx, account);
        var step = second.secret() == null
                ? OptionalLong.empty()
                : Totp.stepOf(code, second.secret(), second.step(), clock.instant());
        step.ifPresent(used -> accounts.step(tx, account, used));
        return step.isPresent() || accounts.recover(tx, account, CardTokens.hash(code.toUpperCase(Locale.ROOT)));
    }

    private static Problem wrong() {
        return new Problem(401, "Not signed in", "Name, password or code is wrong.");
    }
}
