package io.herald.dispatch;

import io.herald.notice.AttemptOutcome;
import io.herald.notice.DeliveryState;
import io.herald.notice.DoubtStore;
import io.herald.notice.DoubtStore.Open;
import io.herald.notice.Notice;
import io.herald.notice.NoticeStore;
import io.herald.notice.Reason;
import io.herald.notice.ReportMerge;
import io.herald.notice.Settlement;
import io.herald.notice.Settling;
import io.herald.plan.Lane;
import io.herald.platform.Db;
import io.herald.platform.HubClock;
import io.herald.platform.Tx;
import io.herald.provider.Finding;
import io.herald.provider.Question;
import io.herald.provider.Routes;
import io.herald.provider.Translation;
import io.herald.roster.CongressSettings.InDoubtPolicy;
import io.herald.roster.CongressStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Settles what no callback settled: asks the provider, and when nobody can say, lets the congress's policy decide. Also asks
 * about attempts whose final report never came. A few at a time, so that the asking never competes with the sending.
 */
@ApplicationScoped
class Doubts {
    private static final int AT_ONCE = 50;

    private final Db db;
    private final HubClock clock;
    private final DoubtStore doubts;
    private final NoticeStore notices;
    private final CongressStore congresses;
    private final ReportMerge merge;
    private final Settling settling;
    private final Routes routes;
    private final Translation translation;
    private final DispatchConfig config;

    Doubts(
            Db db,
            HubClock clock,
            DoubtStore doubts,
            NoticeStore notices,
            CongressStore congresses,
            ReportMerge merge,
            Settling settling,
            Routes routes,
            Translation translation,
            DispatchConfig config) {
        this.db = db;
        this.clock = clock;
        this.doubts = doubts;
        this.notices = notices;
        this.congresses = congresses;
        this.merge = merge;
        this.settling = settling;
        this.routes = routes;
        this.translation = translation;
        this.config = config;
    }

    /** Asks about what is due for asking; answers how many attempts were asked about. */
    int runOnce(Instant now) {
        var open = db.inTransaction(tx -> claim(tx, now));
        for (var attempt : open) {
            settle(attempt, ask(attempt));
        }
        return open.size();
    }

    private List<Open> claim(Tx tx, Instant now) {
        var askedBefore = now.minus(config.askEvery());
        var doubtful = doubts.claimDoubtful(tx, now.minus(config.askAfter()), now, askedBefore, AT_ONCE);
        if (!doubtful.isEmpty()) {
            return doubtful;
        }
        return doubts.claimUnreported(
                tx, now.minus(config.unreportedAfter()), now, askedBefore, config.mostAsks(), AT_ONCE);
    }

    private Finding ask(Open open) {
        if (!routes.has(open.route())) {
            return new Finding.CannotTell("the route " + open.route() + " is not configured any more");
        }
        return routes.get(open.route())
                .ask(new Question(open.attempt(), open.ref(), open.phone(), open.text(), open.writtenAt()));
    }

    private void settle(Open open, Finding finding) {
        var now = clock.instant();
        db.transact(tx -> {
            if (finding instanceof Finding.Found found) {
                merge.merge(tx, List.of(translation.reported(found.report())), now);
            } else if (finding instanceof Finding.NotFound && open.inDoubt()) {
                planAgain(tx, open, null, "asked", now);
            } else if (open.inDoubt() && open.writtenAt().isBefore(now.minus(config.giveUpAfter()))) {
                decideByPolicy(tx, open, now);
            }
        });
    }

    private void decideByPolicy(Tx tx, Open open, Instant now) {
        var notice = notices.find(tx, open.notice()).orElseThrow();
        var policy = congresses.get(tx, notice.congress()).settings().inDoubt();
        if (policy == InDoubtPolicy.URGENT_AT_LEAST_ONCE && notice.lane() == Lane.URGENT) {
            planAgain(tx, open, Reason.POLICY, "policy", now);
        } else {
            doubts.leaveUnsettled(tx, open.delivery());
        }
    }

    private void planAgain(Tx tx, Open open, Reason reason, String how, Instant now) {
        Notice notice = notices.find(tx, open.notice()).orElseThrow();
        var settlement = new Settlement(
                open.attempt(), open.delivery(), AttemptOutcome.NEVER_LEFT, "", how, DeliveryState.PLANNED, reason);
        settling.settle(tx, notice, List.of(settlement), new Settling.Again(now, null, open.tries() + 1), now, how);
    }
}
