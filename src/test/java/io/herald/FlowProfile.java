package io.herald;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One hub for all flows: two live routes that lead to stand-ins on loopback ports, then a fast simulated network. A port is
 * refused until a test opens its stand-in there: {@code new TwilioStandIn(FlowProfile.port("twilio"))}.
 */
public final class FlowProfile implements QuarkusTestProfile {
    public static final String KEY = "the key that the flow tests know";
    public static final String PUBLIC_URL = "https://hub.example";

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new LinkedHashMap<String, String>();
        settings.put("herald.bootstrap-key", KEY);
        settings.put("herald.public-url", PUBLIC_URL);
        settings.put("herald.sms.order", "twilio,spare,sandbox");
        settings.put("herald.sms.routes.sandbox.per-second", "5000");
        settings.put("herald.sms.routes.sandbox.sandbox.answer-delay", "1ms");
        settings.put("herald.sms.routes.sandbox.sandbox.receipt-delay", "50ms");
        live(settings, "twilio", "+15005550006");
        live(settings, "spare", "+15005550007");
        settings.put("herald.dispatch.backoff", "100ms");
        settings.put("herald.dispatch.pause", "300ms");
        settings.put("herald.dispatch.longest-pause", "2s");
        settings.put("herald.dispatch.failures-before-pause", "2");
        settings.put("herald.dispatch.ask-after", "1s");
        settings.put("herald.dispatch.ask-every", "1s");
        settings.put("herald.dispatch.give-up-after", "15s");
        return settings;
    }

    /** The loopback port that a live route calls; the same for the whole run. */
    public static int port(String route) {
        var key = "test.route." + route;
        synchronized (System.getProperties()) {
            if (System.getProperty(key) == null) {
                System.setProperty(key, Integer.toString(freePort()));
            }
            return Integer.getInteger(key);
        }
    }

    private static void live(Map<String, String> settings, String route, String from) {
        var prefix = "herald.sms.routes." + route + ".";
        settings.put(prefix + "kind", "twilio");
        settings.put(prefix + "account-sid", "AC" + "0".repeat(31) + "1");
        settings.put(prefix + "auth-token", "the-auth-token");
        settings.put(prefix + "from", from);
        settings.put(prefix + "per-second", "1000");
        settings.put(prefix + "request-timeout", "2s");
        settings.put(prefix + "proven-absent-after", "1s");
        settings.put(prefix + "base-url", "http://127.0.0.1:" + port(route));
    }

    /** Below the ports that outgoing connections are given, so that it stays free until it is wanted. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return free.getLocalPort();
            } catch (IOException taken) {
                System.getLogger("ports").log(System.Logger.Level.DEBUG, "port taken", taken);
            }
        }
    }
}
