package io.herald.dispatch;

import io.herald.dispatch.Load.Letter;
import io.herald.notice.NumberStore;
import io.herald.plan.Lane;
import io.herald.platform.Tx;
import io.herald.provider.Routes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Holds back what would be more for a number than its route allows. It is counted in the transaction that writes a window down,
 * and whoever writes to the same number over the same route waits for that to end: no two nodes can both take the last place.
 */
@ApplicationScoped
class Budgets {
    private final NumberStore numbers;
    private final Map<String, NumberBudget> budgets = new HashMap<>();

    Budgets(NumberStore numbers, Routes routes) {
        this.numbers = numbers;
        routes.inOrder().forEach(route -> budgets.put(route.name(), NumberBudget.of(routes.settings(route.name()))));
    }

    /**
     * Letters by whether they may be sent now.
     *
     * @param later the deliveries of those that may not, by when they fit
     */
    record Fitting(List<Letter> now, SortedMap<Instant, List<Long>> later) {}

    /** Several letters for one number, such as a liaison's, count one after the other, those that wait when they will go. */
    Fitting fitting(Tx tx, String route, Lane lane, List<Letter> letters, Instant now) {
        var budget = budgets.get(route);
        if (budget.isUnlimited()) {
            return new Fitting(letters, Collections.emptySortedMap());
        }
        var phones = letters.stream().map(Letter::phone).distinct().sorted().toList();
        numbers.lock(tx, route, phones);
        var sent = numbers.sentSince(tx, route, phones, now.minus(budget.longest()));
        var fit = new ArrayList<Letter>();
        var later = new TreeMap<Instant, List<Long>>();
        for (var letter : letters) {
            var theirs = sent.computeIfAbsent(letter.phone(), first -> new ArrayList<>());
            var next = budget.next(lane, theirs, now);
            if (next.isAfter(now)) {
                var fits = wholeSecond(next);
                theirs.add(fits);
                later.computeIfAbsent(fits, first -> new ArrayList<>())
                        .add(letter.delivery().id());
            } else {
                theirs.add(now);
                fit.add(letter);
            }
        }
        return new Fitting(fit, later);
    }

    /** What waits for about the same moment shares a batch. */
    private static Instant wholeSecond(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofSeconds(1));
    }
}
