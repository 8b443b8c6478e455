package io.herald.provider.twilio;

import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.Trouble;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.Outcome.Unknown;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Twilio's error codes as data, from its error dictionary. Twilio warns that codes and their meaning change, so they only
 * refine what the HTTP status says.
 */
final class TwilioCodes {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration IN_MINUTES = Duration.ofMinutes(5);
    private static final Duration IN_HOURS = Duration.ofHours(2);

    private static final Map<String, Function<String, Outcome>> CLASSES = new HashMap<>();

    static {
        // Invalid To, not a number SMS can go to, not a mobile, unknown handset, landline or unreachable carrier.
        refused(Refusal.ADDRESS, 21211, 21217, 21614, 30005, 30006);
        // The person wrote STOP.
        refused(Refusal.OPTED_OUT, 21610);
        // No body, over 1600 characters, media URL, content variables, filtered by a carrier, too large.
        refused(Refusal.CONTENT, 21602, 21617, 21620, 21656, 30007, 30019);
        // Credentials, unknown account, sender (21212, 21603, 21606), trial, messaging service, suspended, sender or
        // brand not registered.
        later(
                Trouble.ROUTE,
                SOON,
                20003,
                20404,
                21212,
                21603,
                21606,
                21608,
                21701,
                21703,
                30002,
                30018,
                30024,
                30032,
                30034,
                30035);
        // The sender's limit of the day.
        later(Trouble.ROUTE, IN_HOURS, 63038);
        // Region not enabled, no such pair of sender and recipient, this sender blocked by the recipient's carrier.
        later(Trouble.OTHER_ROUTE, SOON, 21408, 21612, 30004);
        // Too many requests; never processed.
        later(Trouble.RATE, Duration.ofSeconds(1), 20429);
        // The sender's queue is full, carrier congested, over the sender's rate.
        later(Trouble.RATE, SOON, 21611, 30001, 30017, 30022);
        // Over the carrier's limit of the day.
        later(Trouble.RATE, IN_HOURS, 30023);
        // Handset off, unknown error, validity period over.
        later(Trouble.HANDSET, IN_MINUTES, 30003, 30008, 30036);
        // Protection against pumping blocks the number's prefix for hours.
        later(Trouble.HANDSET, IN_HOURS, 30450);
        // Twilio's own failure or time-out: it may have been sent.
        unknown(20500, 20503, 30410);
    }

    private TwilioCodes() {}

    /** The class of a code, empty when it is not in the table. */
    static Optional<Outcome> find(String code) {
        return Optional.ofNullable(CLASSES.get(code)).map(classOf -> classOf.apply(code));
    }

    /** The class of a code reported after acceptance; one that is not known is final for this route, with a try on another. */
    static Outcome afterAcceptance(String code) {
        return find(code).orElseGet(() -> new TryLater(Trouble.OTHER_ROUTE, SOON, code));
    }

    /**
     * What the answer to a submission means: the status decides, the code refines.
     *
     * @param status the raw HTTP status, 0 when nothing came back
     * @param code Twilio's code, empty when the answer held none that could be read
     */
    static Outcome ofAnswer(int status, String code, Duration retryAfter) {
        if (status == 429) {
            return new TryLater(Trouble.RATE, retryAfter, code);
        }
        if (status < 400 || status >= 500 || status == 408) {
            return new Unknown(status == 0 ? "no answer" : "HTTP " + status);
        }
        return find(code).orElseGet(() -> switch (status) {
            case 401, 403, 404, 405, 407 -> new TryLater(Trouble.ROUTE, SOON, code);
            default -> new Refused(Refusal.CONTENT, code);
        });
    }

    private static void refused(Refusal why, int... codes) {
        add(code -> new Refused(why, code), codes);
    }

    private static void later(Trouble why, Duration after, int... codes) {
        add(code -> new TryLater(why, after, code), codes);
    }

    private static void unknown(int... codes) {
        add(code -> new Unknown("error " + code), codes);
    }

    private static void add(Function<String, Outcome> classOf, int... codes) {
        for (int code : codes) {
            CLASSES.put(Integer.toString(code), classOf);
        }
    }
}
