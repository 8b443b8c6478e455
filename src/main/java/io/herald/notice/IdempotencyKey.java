package io.herald.notice;

/**
 * A caller's own key for a request, so that sending it again does nothing again.
 *
 * @param requestHash of the request's content: the same key with other content is a mistake of the caller
 */
public record IdempotencyKey(String key, String requestHash) {
    private static final int LONGEST = 200;

    public IdempotencyKey {
        if (key.isBlank() || key.length() > LONGEST) {
            throw new IllegalArgumentException("an Idempotency-Key has 1 to " + LONGEST + " characters");
        }
    }
}
