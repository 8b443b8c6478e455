package io.herald.console.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A security notice overtakes a broadcast that is going out to everyone. */
final class Alarm {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int BAR = 34;

    /** Two secretaries: what goes to everyone is asked for by one and released by the other. */
    private static final String ASKER = "S01";

    private static final String SECOND = "S02";

    private final CongressApi api;
    private final Screen screen;
    private long alertedAt;
    private long sentBefore;
    private String overtaken = "";

    Alarm(CongressApi api, Screen screen) {
        this.api = api;
        this.screen = screen;
    }

    /** Answers the alert, with everybody. */
    NoticeLine tell() {
        screen.step("ALERT", "a security notice for one residence overtakes a broadcast to everyone");
        var broadcast = api.broadcast(
                Map.of(
                        "name", "Concert tickets",
                        "text",
                                Map.of(
                                        "zh", "今晚音乐会门票请到驻地会务组领取。",
                                        "en",
                                                "Tickets for tonight's concert are at your residence's conference office."),
                        "audience", "everyone",
                        "channels", List.of("sms"),
                        "lane", "routine"),
                ASKER,
                SECOND);
        Patience.of(PATIENCE).until(() -> begun(broadcast), "the broadcast did not begin to go out.");
        sentBefore = counts(broadcast).left();
        var alert = alert();
        Patience.of(PATIENCE).until(() -> bothThere(broadcast, alert), "the two did not reach everybody.");
        screen.settle();
        screen.note(screen.paint().green(overtaken));
        return alert;
    }

    private NoticeLine alert() {
        var subject = "security/north-gate";
        api.post(api.event(
                "north-gate",
                "security.alert",
                subject,
                null,
                Map.of(
                        "text",
                        Map.of(
                                "zh", "澜江宾馆北门封闭，请改走南门。",
                                "en", "The north gate of Lanjiang Hotel is closed; use the south gate."),
                        "residences",
                        List.of("R1"))));
        alertedAt = System.nanoTime();
        return api.inForce(subject, "alert").orElseThrow(() -> new DemoFailure("Nobody is told of the alert."));
    }

    private Optional<Boolean> begun(String broadcast) {
        var counts = counts(broadcast);
        show(counts, Counts.NONE);
        return counts.left() * 10 >= counts.total() && counts.left() > 0 ? Optional.of(true) : Optional.empty();
    }

    private Optional<Boolean> bothThere(String broadcast, NoticeLine alert) {
        var urgent = counts(alert.id());
        var routine = counts(broadcast);
        show(routine, urgent);
        if (overtaken.isEmpty() && urgent.total() == alert.heads() && urgent.planned() == 0) {
            overtaken = "The last of %,d alerts left within %.1f s; of the broadcast's %,d texts, %,d left meanwhile."
                    .formatted(
                            urgent.left(),
                            (System.nanoTime() - alertedAt) / 1e9,
                            routine.total(),
                            routine.left() - sentBefore);
        }
        return !overtaken.isEmpty() && urgent.settled() && routine.settled() ? Optional.of(true) : Optional.empty();
    }

    private Counts counts(String notice) {
        return DelegationLine.sum(api.rollCall(notice));
    }

    private void show(Counts routine, Counts urgent) {
        screen.show(
                List.of(line("alert, urgent", urgent), line("broadcast, routine", routine)),
                "alert " + tenths(urgent) + ", broadcast " + tenths(routine));
    }

    private String line(String name, Counts counts) {
        return "         " + Columns.left(name, 20)
                + Bar.of(counts.total(), counts.arrived(), counts.left(), BAR, screen.paint())
                + "  %,d of %,d sent%s"
                        .formatted(
                                counts.left(),
                                counts.total(),
                                counts.missed() == 0 ? "" : ", %d have no number".formatted(counts.missed()));
    }

    private static String tenths(Counts counts) {
        if (counts.total() == 0) {
            return "not yet";
        }
        return counts.settled() ? "done" : "sent " + counts.left() * 10 / counts.total() * 10 + " %";
    }
}
