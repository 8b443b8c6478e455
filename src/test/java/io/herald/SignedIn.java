package io.herald;

import static io.restassured.RestAssured.given;

import io.herald.platform.Db;
import io.herald.platform.Ids;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** Staff who have signed in and done all that is asked of them, written straight into the tables; for {@link FlowProfile}. */
public final class SignedIn {
    public static final String COOKIE = "__Host-herald";

    private final Db db;
    private final UUID account = Ids.next();
    private final String name;

    private SignedIn(Db db, String role, String congress, String staff) {
        this.db = db;
        this.name = (role + "-" + account).toLowerCase();
        db.transact(tx -> tx.update(
                "insert into account (id, name, roles, congress, staff, password, temporary, totp_secret, made_by, created_at)"
                        + " values ($1, $2, array[$3::text], $4, $5, 'none', false, '\\x00', 'test', now())",
                account,
                name,
                role,
                congress,
                staff));
    }

    /** Of every congress. */
    public static SignedIn as(Db db, String role) {
        return new SignedIn(db, role, null, null);
    }

    /** Of one congress, and no person of its staff. */
    public static SignedIn as(Db db, String role, String congress) {
        return new SignedIn(db, role, congress, null);
    }

    /** A person of its staff who is made on the way, with people of these delegations and residences. */
    public static SignedIn as(
            Db db, String role, SmallCongress congress, String staff, String delegations, String residences) {
        db.transact(tx -> tx.update(
                "insert into staff (congress, code, name_zh, name_en, language, role, delegations, residences)"
                        + " values ($1, $2, '员', 'Staff', 'ZH', $3, string_to_array($4, ' '), string_to_array($5, ' '))",
                congress.code(),
                staff,
                role,
                delegations,
                residences));
        return new SignedIn(db, role, congress.code(), staff);
    }

    public String name() {
        return name;
    }

    /** A new session, as the browser keeps it. */
    public String token() {
        var token = UUID.randomUUID().toString();
        db.transact(tx -> tx.update(
                "insert into staff_session (hash, account, begun_at, seen_at, ends_at)"
                        + " values ($1, $2, now(), now(), now() + interval '1 hour')",
                hash(token),
                account));
        return token;
    }

    /** A call from a page of the hub. */
    public RequestSpecification calls() {
        return given().cookie(COOKIE, token()).header("Sec-Fetch-Site", "same-origin");
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
