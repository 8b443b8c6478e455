package io.herald.access;

import io.vertx.core.json.JsonArray;
import java.time.Instant;

/**
 * Something that was done.
 *
 * @param id counts from 1 without a gap
 * @param from the address it came from
 * @param congress null for what is of none
 * @param hash of this line and the hash before it: who changes or removes a line has to write all later ones anew
 */
record AuditLine(
        long id,
        Instant at,
        String who,
        String from,
        String action,
        String congress,
        String target,
        String detail,
        String hash) {
    /** What the first line follows. */
    static final AuditLine NONE = new AuditLine(0, Instant.EPOCH, "", "", "", null, "", "", "");

    /** The same as the next after another. */
    AuditLine after(AuditLine last) {
        long next = last.id + 1;
        return new AuditLine(next, at, who, from, action, congress, target, detail, chained(next, last.hash));
    }

    /** Whether it is what was written after another. */
    boolean follows(AuditLine last) {
        return id == last.id + 1 && chained(id, last.hash).equals(hash);
    }

    private String chained(long number, String before) {
        return CardTokens.hash(new JsonArray()
                .add(before)
                .add(number)
                .add(at.toString())
                .add(who)
                .add(from)
                .add(action)
                .add(congress)
                .add(target)
                .add(detail)
                .encode());
    }
}
