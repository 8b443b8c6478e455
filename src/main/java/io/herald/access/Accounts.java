package io.herald.access;

import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Ids;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** The accounts of staff. None has a password that anybody could know beforehand. */
@ApplicationScoped
class Accounts {
    private static final String FIRST = "administrator";
    private static final int RECOVERY_CODES = 10;
    private static final int RECOVERY_BYTES = 10;

    private final Db db;
    private final HubClock clock;
    private final AccountStore store;
    private final Sessions sessions;
    private final Passwords passwords;
    private final Audit audit;

    Accounts(Db db, HubClock clock, AccountStore store, Sessions sessions, Passwords passwords, Audit audit) {
        this.db = db;
        this.clock = clock;
        this.store = store;
        this.sessions = sessions;
        this.passwords = passwords;
        this.audit = audit;
    }

    /** Where a key is configured, whoever holds it makes the accounts. */
    void atStart(@Observes StartupEvent start, Keys keys) {
        if (!keys.isGiven() && !db.read(store::any)) {
            makeFirst();
        }
    }

    private void makeFirst() {
        var password = passwords.temporary();
        var hash = passwords.hash(password);
        var made = db.inTransaction(tx -> {
            store.lock(tx);
            return !store.any(tx) && store.insert(tx, account(FIRST, Set.of(Role.ADMINISTRATOR), null, null), hash, "");
        });
        if (made) {
            FirstStart.show(
                    "The password of the account \"" + FIRST + "\". It is shown this once:",
                    password,
                    "Sign in at POST /api/session; you will be asked to change it.");
        }
    }

    private Account account(String name, Set<Role> roles, String congress, String staff) {
        return new Account(
                Ids.next(), name, roles, congress, staff, Scope.EVERYBODY, true, false, clock.instant(), null);
    }

    /** An account with a password that somebody has to be told, and to change. */
    record Given(String name, String password) {}

    /** @throws Problem 409 when the name is taken */
    Given make(String name, Set<Role> roles, String congress, String staff, String by) {
        var password = passwords.temporary();
        var hash = passwords.hash(password);
        db.transact(tx -> {
            if (!store.insert(tx, account(name, roles, congress, staff), hash, by)) {
                throw Problem.conflict("There is, or was, an account " + name + ".");
            }
            audit.note(tx, "account-made", congress, name, roles.toString());
        });
        return new Given(name, password);
    }

    List<Account> list() {
        return db.read(store::list);
    }

    /** Gives an account another password to be changed, and ends its sessions; on wish without its second factor. */
    Given reset(String name, boolean secondFactor) {
        var password = passwords.temporary();
        var hash = passwords.hash(password);
        db.transact(tx -> {
            var account = find(tx, name);
            store.password(tx, account.id(), hash, true);
            if (secondFactor) {
                store.forgetSecond(tx, account.id());
            }
            sessions.endAll(tx, account.id());
            audit.note(tx, "account-reset", account.congress(), name, secondFactor ? "and its second factor" : "");
        });
        return new Given(name, password);
    }

    /** Ends an account and its sessions. */
    void end(String name) {
        db.transact(tx -> {
            var account = find(tx, name);
            store.end(tx, account.id(), clock.instant());
            sessions.endAll(tx, account.id());
            audit.note(tx, "account-ended", account.congress(), name, "");
        });
    }

    private Account find(Tx tx, String name) {
        return store.open(tx, name)
                .orElseThrow(() -> Problem.unknown("account", name))
                .account();
    }

    /** Changes somebody's own password; whoever else had signed in with the old one is out. */
    String change(Account account, String password) {
        passwords.check(password, account.name());
        var hash = passwords.hash(password);
        return db.inTransaction(tx -> {
            store.password(tx, account.id(), hash, false);
            var token = sessions.renew(tx, account.id());
            audit.note(tx, "password-changed", account.congress(), account.name(), "");
            return token;
        });
    }

    /** What an app is given to make codes from. */
    record Offer(String secret, String address) {}

    Offer offer(Account account) {
        var secret = Totp.secret();
        db.transact(tx -> store.offer(tx, account.id(), secret));
        return new Offer(Totp.base32(secret), Totp.address(secret, account.name()));
    }

    /** A second factor that is in force from now on. @param codes for the day the app is lost, each good once */
    record Proven(List<String> codes, String token) {}

    /** @throws Problem 422 when the code is not one of the secret that was shown last */
    Proven prove(UUID id, String login, String code) {
        var codes = Stream.generate(() -> Totp.base32(CardTokens.bytes(RECOVERY_BYTES)))
                .limit(RECOVERY_CODES)
                .toList();
        var token = db.inTransaction(tx -> {
            var second = store.second(tx, id);
            if (second.offer() == null) {
                throw Problem.invalid("Ask for a secret first: POST /api/session/second-factor.");
            }
            long step = Totp.stepOf(code, second.offer(), 0, clock.instant())
                    .orElseThrow(() -> Problem.invalid("code: is not the code of now."));
            store.prove(tx, id, step, codes.stream().map(CardTokens::hash).toList());
            var begun = sessions.renew(tx, id);
            audit.note(tx, "second-factor-set", null, login, "");
            return begun;
        });
        return new Proven(codes, token);
    }
}
