package io.herald.access;

import static io.herald.access.Right.ADMIN;
import static io.herald.access.Right.APPROVE;
import static io.herald.access.Right.AUDIT;
import static io.herald.access.Right.DESK;
import static io.herald.access.Right.EVENTS;
import static io.herald.access.Right.IMPORT;
import static io.herald.access.Right.READ;
import static io.herald.access.Right.RELEASE;
import static io.herald.access.Right.SECURITY_EVENTS;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a staff account is for, and so what it may do. This is the one table of it. */
public enum Role {
    ADMINISTRATOR(Reach.ALL, ADMIN),
    /** Who asked for a broadcast still cannot approve it: that takes two persons, not two rights. */
    SECRETARIAT(Reach.ALL, READ, DESK, EVENTS, IMPORT, RELEASE, APPROVE),
    APPROVER(Reach.ALL, READ, APPROVE),
    /** The duty desk, day and night: it acts at once where there is danger. */
    DUTY(Reach.ALL, READ, DESK, EVENTS, SECURITY_EVENTS, RELEASE, APPROVE),
    /** The delegations of their staff person. */
    LIAISON(Reach.DELEGATIONS, READ, DESK),
    /** The residences of their staff person. */
    CHIEF(Reach.RESIDENCES, READ, DESK),
    /** Sees all and changes nothing. */
    AUDITOR(Reach.ALL, READ, AUDIT);

    /** Whose people a role is for. */
    enum Reach {
        ALL,
        DELEGATIONS,
        RESIDENCES
    }

    private final Reach reach;
    private final Set<Right> rights;

    Role(Reach reach, Right... rights) {
        this.reach = reach;
        this.rights = Collections.unmodifiableSet(EnumSet.of(Right.SELF, rights));
    }

    Reach reach() {
        return reach;
    }

    /** Whether it has to show a second factor: it can make the hub speak to everybody, or let others do so. */
    boolean needsSecondFactor() {
        return !Collections.disjoint(rights, EnumSet.of(RELEASE, APPROVE, ADMIN));
    }

    /** What somebody with these roles may do. */
    static Set<Right> rights(Collection<Role> roles) {
        var all = EnumSet.noneOf(Right.class);
        roles.forEach(role -> all.addAll(role.rights));
        return all;
    }

    /** As it is written in JSON: {@code secretariat}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
