package io.herald.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * One SMS handed to a route, once.
 *
 * @param attempt the hub's own id of this attempt; it stands in the callback URL
 * @param to E.164
 * @param text the whole text, signature included, as a route that takes free text sends it
 * @param parts how many parts the text is sent in
 * @param template the message template's name, null for free text; with variables, what a route with registered templates sends instead
 * @param signature the congress's signature alone, which such routes take separately
 * @param validity how long the provider may keep trying; never past the notice's use-by
 * @param callback where the provider reports what became of it
 * @param mayLeave asked in the last instant before anything leaves, for the process may have slept since the call began; after a
 *     no, the answer is {@link Outcome.TryLater}
 */
public record Submission(
        UUID attempt,
        String to,
        String text,
        int parts,
        String template,
        Map<String, String> variables,
        String signature,
        Duration validity,
        URI callback,
        BooleanSupplier mayLeave) {
    /** One that may leave whenever it does. */
    public Submission(
            UUID attempt,
            String to,
            String text,
            int parts,
            String template,
            Map<String, String> variables,
            String signature,
            Duration validity,
            URI callback) {
        this(attempt, to, text, parts, template, variables, signature, validity, callback, () -> true);
    }

    /** The same, with less time left, and a last look before it leaves. */
    public Submission with(Duration validity, BooleanSupplier mayLeave) {
        return new Submission(attempt, to, text, parts, template, variables, signature, validity, callback, mayLeave);
    }
}
