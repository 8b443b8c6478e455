package io.herald.provider;

/**
 * A message somebody sent to one of our numbers.
 *
 * @param ref the provider's id, the same when repeated
 * @param from E.164
 * @param wish what the provider itself understood the person to want; its own keywords are acted on by it already
 */
public record Inbound(String route, String ref, String from, String to, String body, Wish wish) {
    public enum Wish {
        UNSAID,
        STOP,
        START
    }
}
