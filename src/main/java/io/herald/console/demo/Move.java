package io.herald.console.demo;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The opening moves by an hour in the middle of its reminder: who was told is corrected, who was not is told later. */
record Move(CongressApi api, Screen screen) {
    private static final Duration TO_BE_CORRECTED = Duration.ofSeconds(60);
    private static final int TIMES = 5;

    void tell(LocalDateTime opening, NoticeLine reminder) {
        var start = opening.plusHours(1);
        var event = api.event(
                "opening-moved",
                "schedule.item-moved",
                HalfHour.SUBJECT,
                2L,
                Map.of("start", start.atZone(Arrival.ZONE).toInstant().toString()));
        screen.step("MOVE", "the opening moves by an hour while its reminder is going out");
        api.post(event);
        var correction = correction();
        said(opening, start, correction);
        Patience.of(TO_BE_CORRECTED)
                .until(() -> corrected(reminder, correction), "not everybody who was told has the correction.");
        screen.settle();
        onlyThoseWhoWereTold(opening, reminder, correction);
        again(event);
    }

    private NoticeLine correction() {
        return api.inForce(HalfHour.SUBJECT, "moved-near")
                .orElseThrow(() -> new DemoFailure("The opening moved, and nobody is told."));
    }

    private void said(LocalDateTime from, LocalDateTime to, NoticeLine correction) {
        var later = api.notices(HalfHour.SUBJECT).stream()
                .filter(notice ->
                        notice.inForce() && notice.bySms() && notice.due().isAfter(correction.due()))
                .mapToInt(NoticeLine::heads)
                .sum();
        screen.note(screen.paint().yellow("MOVED ")
                + "开幕会 Opening session %s -> %s   %s v%d"
                        .formatted(from.toLocalTime(), to.toLocalTime(), correction.subject(), correction.version()));
        screen.note("%,d get a correction, in the urgent lane; reminders of %s are planned for %,d"
                .formatted(correction.heads(), to.toLocalTime(), later));
    }

    private Optional<Boolean> corrected(NoticeLine reminder, NoticeLine correction) {
        var told = DelegationLine.sum(api.rollCall(reminder.id()));
        var rollCall = new RollCall(api.rollCall(correction.id()));
        screen.show(rollCall.picture(screen.paint()), "corrections: " + rollCall.coarsely());
        boolean all = rollCall.sum().total() == correction.heads();
        return all && rollCall.sum().settled() && told.settled() ? Optional.of(true) : Optional.empty();
    }

    private void onlyThoseWhoWereTold(LocalDateTime from, NoticeLine reminder, NoticeLine correction) {
        var counts = DelegationLine.sum(api.rollCall(reminder.id()));
        var told = people(reminder);
        var corrected = people(correction);
        screen.note("of the reminder for %s: %,d told, %,d not yet sent and withdrawn, %,d without a number"
                .formatted(from.toLocalTime(), counts.arrived(), counts.withdrawn(), counts.missed()));
        if (!told.equals(corrected)) {
            throw new DemoFailure("%,d were told the old time and %,d were corrected: these are not the same people."
                    .formatted(told.size(), corrected.size()));
        }
        screen.note(screen.paint()
                .green("The %,d who were told the old time are the %,d who were corrected."
                        .formatted(told.size(), corrected.size())));
    }

    private Set<String> people(NoticeLine notice) {
        return api.deliveries(notice.id(), "DELIVERED").stream()
                .map(DeliveryLine::person)
                .collect(Collectors.toSet());
    }

    private void again(byte[] event) {
        screen.step("AGAIN", "the same event comes in %d times more, all at once".formatted(TIMES));
        var before = api.witness();
        long planned = DelegationLine.sum(api.board()).total();
        var fates = api.postAtOnce(TIMES, event);
        var after = api.witness();
        long plannedAfter = DelegationLine.sum(api.board()).total();
        screen.note("the hub's answers: "
                + fates.stream().collect(Collectors.groupingBy(CongressApi.Fate::fate, Collectors.counting()))
                + ", the fate it had the first time");
        screen.note("deliveries %,d -> %,d, messages in the phone network's own log %,d -> %,d"
                .formatted(planned, plannedAfter, before.messages(), after.messages()));
        if (planned != plannedAfter || !before.equals(after) || after.doubledPhones() > 0) {
            throw new DemoFailure("Somebody was told twice.");
        }
        screen.note(screen.paint().green("told twice: " + after.doubledPhones()));
    }
}
