package io.herald.console.demo;

/**
 * One delivery and whose it is.
 *
 * @param person code of the delegate
 * @param reason null when there is nothing to say
 */
record DeliveryLine(long id, String person, Name name, String delegation, String state, String reason) {}
