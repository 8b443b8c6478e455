package io.herald.provider;

/** A message somebody sent to one of our numbers. {@code from} is E.164; {@code ref} is the provider's id, the same when repeated. */
public record Inbound(String route, String ref, String from, String to, String body) {}
