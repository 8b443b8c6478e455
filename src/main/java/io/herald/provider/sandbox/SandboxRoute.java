package io.herald.provider.sandbox;

import io.herald.notice.Progress;
import io.herald.platform.Db;
import io.herald.platform.Tx;
import io.herald.provider.Abilities;
import io.herald.provider.Finding;
import io.herald.provider.Finding.CannotTell;
import io.herald.provider.Finding.Found;
import io.herald.provider.Finding.NotFound;
import io.herald.provider.Outcome;
import io.herald.provider.Outcome.Accepted;
import io.herald.provider.Outcome.Refusal;
import io.herald.provider.Outcome.Refused;
import io.herald.provider.Outcome.Trouble;
import io.herald.provider.Outcome.TryLater;
import io.herald.provider.Outcome.Unknown;
import io.herald.provider.Question;
import io.herald.provider.Report;
import io.herald.provider.Route;
import io.herald.provider.SmsConfig.RouteConfig;
import io.herald.provider.SmsConfig.Sandbox;
import io.herald.provider.Submission;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import org.jboss.logging.Logger;

/**
 * A way to the simulated phones. Its log is committed on a connection of its own before it answers, as a provider's is, so
 * that a hub killed in between finds the truth by asking.
 */
final class SandboxRoute implements Route {
    private static final Logger LOG = Logger.getLogger(SandboxRoute.class);
    private static final Abilities ABILITIES = new Abilities(
            false, true, true, true, 1600, true, EnumSet.of(Progress.SENT, Progress.DELIVERED, Progress.FAILED));

    private final String name;
    private final Sandbox settings;
    private final Duration patience;
    private final Db db;
    private final SandboxMessageStore messages;
    private final SandboxReceiptStore receipts;
    private final InstantSource clock;

    SandboxRoute(
            String name,
            RouteConfig config,
            Db db,
            SandboxMessageStore messages,
            SandboxReceiptStore receipts,
            InstantSource clock) {
        this.name = name;
        this.settings = config.sandbox();
        this.patience = config.requestTimeout();
        this.db = db;
        this.messages = messages;
        this.receipts = receipts;
        this.clock = clock;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return SandboxKind.KIND;
    }

    @Override
    public Abilities abilities() {
        return ABILITIES;
    }

    @Override
    public Outcome submit(Submission submission) {
        try {
            var now = clock.instant();
            var until = System.nanoTime() + patience.toNanos();
            if (!submission.mayLeave().getAsBoolean()) {
                return new TryLater(Trouble.ROUTE, Duration.ZERO, "");
            }
            var answer = db.inTransaction(tx -> take(tx, submission, now, until));
            take(answer.after());
            return answer.outcome();
        } catch (RuntimeException failure) {
            LOG.warnf("The sandbox could not log attempt %s (%s)", submission.attempt(), failure);
            return new Unknown("the sandbox's database did not answer");
        }
    }

    /** Waits for a submission to the same phone whose commit is still under way: "not found" must stay true. */
    @Override
    public Finding ask(Question question) {
        try {
            return db.inTransaction(tx -> {
                        messages.awaitSubmissions(tx, question.to());
                        return messages.find(tx, question.attempt());
                    })
                    .<Finding>map(message -> new Found(report(message, clock.instant())))
                    .orElseGet(NotFound::new);
        } catch (RuntimeException failure) {
            LOG.warnf("The sandbox could not look up attempt %s (%s)", question.attempt(), failure);
            return new CannotTell("the sandbox's database did not answer");
        }
    }

    private record Answer(Outcome outcome, Duration after) {}

    /** A call that was held up past its time-out is over for its caller, and must not take effect any more. */
    private Answer take(Tx tx, Submission submission, Instant now, long until) {
        if (System.nanoTime() - until > 0) {
            throw new IllegalStateException("the call took too long");
        }
        var fate = Fate.of(settings, submission.to(), messages.number(tx, submission.to()));
        if (fate.refused()) {
            return new Answer(new Refused(Refusal.ADDRESS, SandboxKind.NO_SUCH_PHONE), fate.answer());
        }
        var message = message(submission, fate, now);
        if (messages.keep(tx, message) == 1) {
            receipts.schedule(tx, message, fate.receipts());
        }
        return new Answer(new Accepted(message.ref()), fate.answer());
    }

    private SandboxMessage message(Submission submission, Fate fate, Instant now) {
        return new SandboxMessage(
                submission.attempt(),
                name,
                "SB" + submission.attempt().toString().replace("-", ""),
                submission.to(),
                submission.text(),
                submission.parts(),
                now,
                now.plus(fate.sent()),
                now.plus(fate.ended()),
                fate.end(),
                fate.arrives() ? "" : SandboxKind.HANDSET_OFF,
                1);
    }

    private Report report(SandboxMessage message, Instant now) {
        var progress = message.at(now);
        var code = progress == Progress.FAILED ? message.code() : "";
        return new Report(message.route(), message.attempt(), message.ref(), progress, code);
    }

    /** The network's slowness. An interrupted caller has its answer at once: the message is logged already. */
    private static void take(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
