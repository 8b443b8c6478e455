package io.herald.roster;

/**
 * One delegate in full.
 *
 * @param card the token of their card
 */
public record DelegateView(Profile profile, String card) {}
