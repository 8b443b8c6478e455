package io.herald.provider.sandbox;

import java.time.Instant;

/**
 * One simulated phone.
 *
 * @param messages accepted for it
 * @param arrived of these, those that reach it
 * @param copies submissions of these, above {@code messages} when one attempt was submitted twice
 * @param lastText of the newest message, null when every submission was refused
 */
record SandboxPhone(String phone, long messages, long arrived, long copies, String lastText, Instant lastAt) {}
