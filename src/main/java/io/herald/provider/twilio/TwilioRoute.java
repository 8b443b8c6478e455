package io.herald.provider.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.Request;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import io.herald.notice.Progress;
import io.herald.provider.Abilities;
import io.herald.provider.Finding;
import io.herald.provider.Finding.CannotTell;
import io.herald.provider.Finding.Found;
import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Accepted;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.Trouble;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.Outcome.Unknown;
import io.herald.provider.Question;
import io.herald.provider.Route;
import io.herald.provider.Submission;
import io.herald.roster.SampleNumbers;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Objects;

/** One Twilio account and sender, through Twilio's own SDK. */
final class TwilioRoute implements Route {
    /** Asks Twilio for up to 5 repeats of a callback on 4xx, 5xx and time-outs too; on its own it repeats once, on a failed connection. */
    static final String CALLBACK_RETRIES = "#rc=5&rp=all";

    private static final Abilities ABILITIES =
            new Abilities(true, true, true, true, 1600, true, EnumSet.allOf(Progress.class));
    private static final Duration ROUTE_PAUSE = Duration.ofSeconds(30);
    private static final Duration RATE_PAUSE = Duration.ofSeconds(1);
    private static final int LONGEST_VALIDITY_SECONDS = 36_000;

    private final TwilioAccount account;
    private final SingleCallTransport transport;
    private final TwilioRestClient client;
    private final InstantSource clock;

    TwilioRoute(TwilioAccount account, SingleCallTransport transport, InstantSource clock) {
        this.account = account;
        this.transport = transport;
        this.clock = clock;
        this.client = new SilentClient(new TwilioRestClient.Builder(account.user(), account.password())
                .accountSid(account.accountSid())
                .httpClient(transport));
    }

    @Override
    public String name() {
        return account.route();
    }

    @Override
    public String kind() {
        return TwilioKind.KIND;
    }

    @Override
    public Abilities abilities() {
        return ABILITIES;
    }

    @Override
    public Outcome submit(Submission submission) {
        if (SampleNumbers.holds(submission.to())) {
            return new Refused(Refusal.ADDRESS, "sample number");
        }
        var call = transport.begin(submission.mayLeave());
        try {
            return accepted(call, creator(submission).create(client));
        } catch (RuntimeException failure) {
            return outcome(call, failure);
        }
    }

    @Override
    public Finding ask(Question question) {
        var call = transport.begin(() -> true);
        try {
            return question.ref() == null || question.ref().isEmpty() ? search(question) : fetch(question);
        } catch (RuntimeException failure) {
            return new CannotTell(call.status() == 0 ? "no answer" : "HTTP " + call.status());
        }
    }

    private MessageCreator creator(Submission submission) {
        var to = new PhoneNumber(submission.to());
        var text = sendable(submission.text());
        var creator = account.messagingServiceSid()
                .map(service -> Message.creator(to, service, text))
                .orElseGet(() -> Message.creator(to, sender(), text));
        account.from().ifPresent(from -> creator.setFrom(sender()));
        return creator.setStatusCallback(URI.create(submission.callback() + CALLBACK_RETRIES))
                .setValidityPeriod(validity(submission.validity()))
                .setSmartEncoded(false);
    }

    private PhoneNumber sender() {
        return new PhoneNumber(account.from().orElseThrow());
    }

    private Outcome accepted(Call call, Message message) {
        var ref = Objects.requireNonNullElse(message.getSid(), "");
        return ref.isEmpty() && call.status() != TwilioRestClient.HTTP_STATUS_CODE_CREATED
                ? new Unknown("HTTP " + call.status())
                : new Accepted(ref);
    }

    private Outcome outcome(Call call, RuntimeException failure) {
        if (!call.left()) {
            return new TryLater(Trouble.ROUTE, ROUTE_PAUSE, "");
        }
        if (call.status() == TwilioRestClient.HTTP_STATUS_CODE_CREATED) {
            return new Accepted("");
        }
        return TwilioCodes.ofAnswer(call.status(), code(failure), call.retryAfter(clock.instant(), RATE_PAUSE));
    }

    private Finding fetch(Question question) {
        var message = Message.fetcher(question.ref()).fetch(client);
        return TwilioSearch.report(name(), question, message)
                .<Finding>map(Found::new)
                .orElseGet(() -> new CannotTell("a status this hub does not know"));
    }

    private Finding search(Question question) {
        var page = Message.reader()
                .setTo(new PhoneNumber(question.to()))
                .setPageSize(TwilioSearch.PAGE)
                .firstPage(client);
        return new TwilioSearch(name(), account.provenAbsentAfter())
                .find(question, page.getRecords(), page.hasNextPage(), clock.instant());
    }

    private static String code(RuntimeException failure) {
        return failure instanceof ApiException told && told.getCode() != null
                ? told.getCode().toString()
                : "";
    }

    /** The SDK drops a parameter whose text is exactly "null"; nobody sees a space at the end. */
    private static String sendable(String text) {
        return "null".equals(text) ? "null " : text;
    }

    private static int validity(Duration validity) {
        return (int) Math.max(1, Math.min(LONGEST_VALIDITY_SECONDS, validity.toSeconds()));
    }

    /** The SDK's client writes numbers and texts into its debug log. */
    private static final class SilentClient extends TwilioRestClient {
        SilentClient(Builder builder) {
            super(builder);
        }

        @Override
        public void logRequest(Request request) {
            // Phone numbers and texts appear in no log.
        }
    }
}
