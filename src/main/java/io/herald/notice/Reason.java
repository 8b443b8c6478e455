package io.herald.notice;

import java.util.Locale;

/** Why a delivery is in the state it is in: a closed list, beside the state and never in its place. */
public enum Reason {
    /** Its use-by passed. */
    EXPIRED,
    /** Something newer about the same subject took its place. */
    SUPERSEDED,
    /** Somebody stopped the notice. */
    STOPPED,
    /** Its content went out in a digest. */
    DIGESTED,
    /** The person had confirmed already. */
    CONFIRMED,
    /** The number had as many SMS as its route allows, and its use-by came first. */
    OVER_BUDGET,
    /** The provider refused the content. */
    REFUSED,
    /** The carrier could not reach the phone. */
    UNREACHABLE,
    /** The person does not want SMS. */
    OPTED_OUT,
    /** No number is known. */
    NO_NUMBER,
    /** The number is wrong. */
    BAD_NUMBER,
    /** A hole of the template had no value for this person. */
    MISSING_VALUE,
    /** The text says a word that must not leave by SMS. */
    FORBIDDEN_WORD,
    /** Held back by a rule: a live route refused a sample number, or the other way round. */
    HELD,
    /** The congress's policy decided after nobody could say what happened. */
    POLICY,
    /** Every try was answered "too fast". */
    RATE,
    /** No route could take it. */
    ROUTE_DOWN,
    /** The text is longer than any route carries. */
    TOO_LONG,
    /** Neither callback nor provider could say what happened, and the policy is to send at most once. */
    UNSETTLED;

    /** As it stands in the database and in answers. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Reason ofCode(String code) {
        return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT));
    }
}
