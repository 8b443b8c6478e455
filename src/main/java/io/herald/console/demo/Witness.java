package io.herald.console.demo;

/**
 * What the simulated phone network says, out of its own log.
 *
 * @param copies submissions; above {@code messages} when one was submitted twice
 * @param doubledPhones phones that got one text more than once
 */
record Witness(long messages, long arrived, long copies, long phones, long doubledPhones) {}
