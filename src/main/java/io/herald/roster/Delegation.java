package io.herald.roster;

/** People who came together and are looked after together. */
public record Delegation(String code, Bilingual name) {}
