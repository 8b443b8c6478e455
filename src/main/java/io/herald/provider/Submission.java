package io.herald.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

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
        URI callback) {
    /** The same, with less time left. */
    public Submission with(Duration validity) {
        return new Submission(attempt, to, text, parts, template, variables, signature, validity, callback);
    }
}
