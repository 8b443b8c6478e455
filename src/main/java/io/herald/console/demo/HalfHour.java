package io.herald.console.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/** The half-hour reminder of the opening falls due and goes out, watched until half of the delegates have been sent it. */
record HalfHour(CongressApi api, Screen screen, InstantSource clock) {
    static final String SUBJECT = "agenda/" + Arrival.OPENING;
    private static final Duration TO_BEGIN = Duration.ofSeconds(110);
    private static final Duration TO_BE_HALF_SENT = Duration.ofSeconds(60);

    /** Answers the reminder, half sent. */
    NoticeLine tell(LocalDateTime opening) {
        var reminder = api.inForce(SUBJECT, "half-hour-before")
                .orElseThrow(() -> new DemoFailure("No reminder of the opening is planned."));
        screen.step(
                "REMIND",
                "开幕会 Opening session %s: half an hour before, everyone with a seat".formatted(opening.toLocalTime()));
        Patience.of(TO_BEGIN).until(() -> begun(reminder), "the reminder of the opening did not begin to go out.");
        screen.settle();
        Patience.of(TO_BE_HALF_SENT).until(() -> halfSent(reminder), "the reminder is not half sent yet.");
        screen.settle();
        return reminder;
    }

    /** The clock here only counts down; that it begins is the hub's word. */
    private Optional<Boolean> begun(NoticeLine reminder) {
        var counts = DelegationLine.sum(api.rollCall(reminder.id()));
        long seconds =
                Math.max(0, Duration.between(clock.instant(), reminder.due()).toSeconds() + 1);
        var line = "%,d planned, ".formatted(reminder.heads());
        screen.show(
                List.of("         " + line + (seconds > 0 ? "due in " + seconds + " s" : "due now")),
                line + (seconds > 0 ? "due in less than " + (seconds + 15) / 15 * 15 + " s" : "due now"));
        return counts.left() > 0 ? Optional.of(true) : Optional.empty();
    }

    private Optional<Boolean> halfSent(NoticeLine reminder) {
        var rollCall = new RollCall(api.rollCall(reminder.id()));
        screen.show(rollCall.picture(screen.paint()), rollCall.coarsely());
        return rollCall.sum().left() * 2 >= reminder.heads() ? Optional.of(true) : Optional.empty();
    }
}
