package io.herald.provider.sandbox;

/**
 * The whole simulated network in numbers.
 *
 * @param messages accepted
 * @param arrived of these, those that reach their phone
 * @param copies submissions of these, above {@code messages} when one attempt was submitted twice
 * @param phones that were sent something
 * @param doubledPhones that get one text more than once: 0 unless somebody sent twice
 * @param receiptsWaiting not yet taken by the hub
 */
record SandboxSummary(
        long messages, long arrived, long copies, long phones, long doubledPhones, long receiptsWaiting) {}
