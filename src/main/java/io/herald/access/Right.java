package io.herald.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody may be allowed to do. Each endpoint says with {@link Needs} which of these opens it. */
public enum Right {
    /** See people, agenda, notices, deliveries and boards. */
    READ,
    /** Speak for delegates: confirm on their behalf, end conversations, settle what stands on the desk. */
    DESK,
    /** Send events other than {@code security.*}; move or cancel an agenda item. */
    EVENTS,
    /** Send {@code security.*} events. */
    SECURITY_EVENTS,
    /** Import people, agenda and seats. */
    IMPORT,
    /** Release, stop and correct broadcasts. */
    RELEASE,
    /** Approve what somebody else asks to release. */
    APPROVE,
    /** See what is about the hub itself: keys, accounts, the audit. */
    AUDIT,
    /** Make congresses, keys and accounts. Whoever has it may do everything. */
    ADMIN,
    /** Look after one's own account; of people who have signed in alone. */
    SELF;

    /** As it is written in JSON: {@code security-events}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
