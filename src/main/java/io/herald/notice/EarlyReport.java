package io.herald.notice;

import java.util.UUID;

/** A report that was kept before anybody knew which attempt the provider's {@code ref} belongs to, and that attempt. */
public record EarlyReport(String route, UUID attempt, String ref, Progress progress, String code) {}
