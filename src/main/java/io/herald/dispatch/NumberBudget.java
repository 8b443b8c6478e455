package io.herald.dispatch;

import io.herald.plan.Lane;
import io.herald.provider.SmsConfig.RouteConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/**
 * How many SMS one number may get over a route.
 *
 * @param urgentShare the share of each limit, from 0 to 1, that routine leaves to urgent
 */
record NumberBudget(List<Limit> limits, double urgentShare) {
    /** So many within any span of that length; a calendar's day never holds more than such a span allows. */
    record Limit(Duration span, int most) {}

    NumberBudget {
        limits = List.copyOf(limits);
    }

    static NumberBudget of(RouteConfig route) {
        var limits = new ArrayList<Limit>();
        add(limits, Duration.ofMinutes(1), route.perNumberMinute());
        add(limits, Duration.ofHours(1), route.perNumberHour());
        add(limits, Duration.ofDays(1), route.perNumberDay());
        return new NumberBudget(limits, route.perNumberUrgent());
    }

    private static void add(List<Limit> limits, Duration span, OptionalInt most) {
        most.ifPresent(number -> limits.add(new Limit(span, number)));
    }

    boolean isUnlimited() {
        return limits.isEmpty();
    }

    /** What was sent longer ago counts for nothing. */
    Duration longest() {
        return limits.stream().map(Limit::span).max(Comparator.naturalOrder()).orElse(Duration.ZERO);
    }

    /**
     * When the next SMS of a lane fits.
     *
     * @param sent when the number got its SMS over this route, in any order, and when it is to get those that wait before this one
     * @return now, or the moment by which enough of them are past
     */
    Instant next(Lane lane, List<Instant> sent, Instant now) {
        var latestFirst = sent.stream()
                .sorted(Comparator.<Instant>naturalOrder().reversed())
                .toList();
        var next = now;
        for (var limit : limits) {
            int most = most(limit, lane);
            if (latestFirst.size() >= most) {
                var over = latestFirst.get(most - 1).plus(limit.span());
                next = over.isAfter(next) ? over : next;
            }
        }
        return next;
    }

    /** Routine has one at least, so that it is never shut out for good. */
    private int most(Limit limit, Lane lane) {
        if (lane == Lane.URGENT || urgentShare == 0) {
            return limit.most();
        }
        int reserved = (int) Math.max(1, Math.round(limit.most() * urgentShare));
        return Math.max(1, limit.most() - reserved);
    }
}
