package io.herald.provider.twilio;

import io.herald.provider.HookRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Twilio's signature of a callback: {@code X-Twilio-Signature} is the base64 of HMAC-SHA1, keyed with the auth token, over the URL
 * and every form field sorted by name. A JSON body is covered by its SHA-256 in the query instead.
 *
 * <p>The URL is the configured public one with the raw path and query, never what a proxy left. Twilio is not consistent about
 * the port and says nothing about the fragment, so each is tried.
 */
final class TwilioSignature {
    private static final String HEADER = "x-twilio-signature";
    private static final String BODY_HASH = "bodySHA256";

    private final Set<String> bases;

    TwilioSignature(URI publicUrl) {
        this.bases = bases(publicUrl);
    }

    /** Whether one of the tokens signed this request. */
    boolean valid(HookRequest request, Collection<String> tokens) {
        var given = request.headers().get(HEADER);
        if (given == null || !bodyCovered(request)) {
            return false;
        }
        var signature = given.getBytes(StandardCharsets.UTF_8);
        var fields = fields(request.form());
        boolean valid = false;
        for (var token : tokens) {
            for (var base : bases) {
                for (var fragment : List.of("", TwilioRoute.CALLBACK_RETRIES)) {
                    var expected = sign(token, base + request.pathAndQuery() + fragment + fields);
                    valid |= MessageDigest.isEqual(signature, expected.getBytes(StandardCharsets.UTF_8));
                }
            }
        }
        return valid;
    }

    static String sign(String token, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HmacSHA1", impossible);
        }
    }

    /** A form is part of the signed text; any other body must have its hash in the signed query. */
    private static boolean bodyCovered(HookRequest request) {
        if (!request.form().isEmpty() || request.body().length == 0) {
            return true;
        }
        var hash = request.query().get(BODY_HASH);
        return hash != null
                && MessageDigest.isEqual(
                        hash.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8),
                        sha256(request.body()).getBytes(StandardCharsets.UTF_8));
    }

    /** Name and value without separators, sorted by name; a repeated field's values sorted, each once. */
    private static String fields(Map<String, List<String>> form) {
        var text = new StringBuilder();
        new TreeMap<>(form).forEach((name, values) -> new TreeSet<>(values)
                .forEach(value -> text.append(name).append(value)));
        return text.toString();
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static Set<String> bases(URI publicUrl) {
        var host = publicUrl.getScheme() + "://" + publicUrl.getHost();
        var path = (publicUrl.getRawPath() == null ? "" : publicUrl.getRawPath()).replaceAll("/+$", "");
        var port = publicUrl.getPort() >= 0 ? publicUrl.getPort() : "https".equals(publicUrl.getScheme()) ? 443 : 80;
        var bases = new LinkedHashSet<String>();
        bases.add(host + path);
        bases.add(host + ":" + port + path);
        return bases;
    }
}
