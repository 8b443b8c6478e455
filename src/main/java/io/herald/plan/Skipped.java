package io.herald.plan;

/** A rule that applied and still leads to no notice, with the reason for the person who wonders. */
public record Skipped(String rule, String reason) {}
