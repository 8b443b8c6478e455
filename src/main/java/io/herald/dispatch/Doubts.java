package io.herald.dispatch;

import io.herald.notice.AttemptOutcome;
import io.herald.notice.AttemptStepStore;
import io.herald.notice.AttemptStepStore.Step;
import io.herald.notice.DeliveryState;
import io.herald.notice.DoubtStep;
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
import io.herald.provider.Route;
import io.herald.provider.Routes;
import io.herald.provider.Translation;
import io.herald.roster.CongressSettings.InDoubtPolicy;
import io.herald.roster.CongressStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    private final AttemptStepStore steps;
    private final DispatchConfig config;
    private final AskSchedule schedule;
    private final Map<String, AskBudget> budgets = new HashMap<>();

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
            AttemptStepStore steps,
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
        this.steps = steps;
        this.config = config;
        this.schedule = new AskSchedule(config.askEvery(), config.giveUpAfter(), config.mostAsks());
    }

    /** Asks about what is due for asking; answers how many attempts were asked about. */
    int runOnce(Instant now) {
        var open = db.inTransaction(tx -> claim(tx, now));
        for (var attempt : open) {
            settle(attempt, ask(attempt));
        }
        return open.size();
    }

    /** What is in doubt first; then, within each route's budget, what has no final report. */
    private List<Open> claim(Tx tx, Instant now) {
        var again = now.plus(config.askEvery());
        var open = new ArrayList<>(doubts.claimDoubtful(tx, now, again, AT_ONCE));
        for (var route : open.isEmpty() ? routes.inOrder() : List.<Route>of()) {
            var budget = budgets.computeIfAbsent(route.name(), name -> new AskBudget(config.asksPerMinute()));
            int room = Math.min(budget.room(now), AT_ONCE);
            if (room > 0) {
                var unreported = doubts.claimUnreported(tx, route.name(), now, again, room);
                budget.spend(unreported.size());
                open.addAll(unreported);
            }
        }
        return open;
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
            steps.add(tx, List.of(new Step(open.attempt(), DoubtStep.ASKED, said(finding))), now);
            if (finding instanceof Finding.Found found) {
                merge.merge(tx, List.of(translation.reported(found.report())), now, "asked");
            } else if (finding instanceof Finding.NotFound && open.inDoubt()) {
                planAgain(tx, open, null, "asked", now);
            } else if (open.inDoubt() && open.writtenAt().isBefore(now.minus(config.giveUpAfter()))) {
                decideByPolicy(tx, open, now);
            }
            if (!(open.inDoubt() && finding instanceof Finding.Found)) {
                doubts.askAgain(tx, open.attempt(), schedule.next(open, now).orElse(null));
            }
        });
    }

    private static String said(Finding finding) {
        if (finding instanceof Finding.Found found) {
            return "found: " + found.report().progress();
        }
        return finding instanceof Finding.CannotTell cannot ? "cannot tell: " + cannot.why() : "not found";
    }

    private void decideByPolicy(Tx tx, Open open, Instant now) {
        var notice = notices.find(tx, open.notice()).orElseThrow();
        var policy = congresses.get(tx, notice.congress()).settings().inDoubt();
        if (policy == InDoubtPolicy.URGENT_AT_LEAST_ONCE && notice.lane() == Lane.URGENT) {
            planAgain(tx, open, Reason.POLICY, "policy", now);
        } else if (doubts.leaveUnsettled(tx, open.delivery())) {
            steps.add(
                    tx,
                    List.of(new Step(open.attempt(), DoubtStep.UNSETTLED, "policy: not sent again, at most once")),
                    now);
        }
    }

    private void planAgain(Tx tx, Open open, Reason reason, String how, Instant now) {
        Notice notice = notices.find(tx, open.notice()).orElseThrow();
        var settlement = new Settlement(
                open.attempt(), open.delivery(), AttemptOutcome.NEVER_LEFT, "", how, DeliveryState.PLANNED, reason);
        settling.settle(tx, notice, List.of(settlement), new Settling.Again(now, null, open.tries() + 1), now, how);
    }
}
