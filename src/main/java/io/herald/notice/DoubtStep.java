package io.herald.notice;

/** What happens to an attempt whose outcome is unknown, or whose final report is missing. */
public enum DoubtStep {
    /** From here on nobody knew whether it had left; why. */
    IN_DOUBT,
    /** The provider was asked; what it said. */
    ASKED,
    /** It is known, or decided, what became of it; by whom. */
    SETTLED,
    /** Nobody could say, and the congress's policy is never to send twice. It is settled yet if the provider can say one day. */
    UNSETTLED
}
