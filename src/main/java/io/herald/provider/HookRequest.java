package io.herald.provider;

import java.util.List;
import java.util.Map;

/**
 * A callback as it came in, untrimmed.
 *
 * @param pathAndQuery raw, as received: {@code /hooks/twilio/status?attempt=…}
 * @param query decoded query parameters
 * @param form decoded form fields, each with all its values in order
 * @param headers names in lower case
 * @param body the raw body
 */
public record HookRequest(
        String pathAndQuery,
        Map<String, String> query,
        Map<String, List<String>> form,
        Map<String, String> headers,
        byte[] body) {}
