package io.herald.plan;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;

/** Who must hear what, when, until when. */
public final class Planner {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private Planner() {}

    /** What the playbook makes of this scene, seen at {@code now}. */
    public static Plan plan(Playbook playbook, Scene scene, Instant now) {
        var drafts = new ArrayList<Draft>();
        var skipped = new ArrayList<Skipped>();
        for (var rule : playbook.rules()) {
            var audience = audience(rule, scene, now);
            if (audience.isNobody()) {
                continue;
            }
            var wished = rule.due().in(scene, now);
            var due = afterQuiet(rule, scene, wished);
            if (due.isBefore(now)) {
                if (!sendsLate(rule, scene, now)) {
                    skipped.add(late(rule, scene, due));
                    continue;
                }
                wished = now;
                due = afterQuiet(rule, scene, now);
            }
            var useBy = rule.useBy().in(scene, due);
            if (due.isBefore(useBy)) {
                drafts.add(
                        new Draft(rule, audience, due, wished, useBy, scene.subject(), scene.version(), scene.facts()));
            } else {
                skipped.add(useless(rule, scene, due, useBy));
            }
        }
        return new Plan(drafts, skipped);
    }

    private static Audience audience(Rule rule, Scene scene, Instant now) {
        boolean applies = rule.on().contains(scene.type()) && rule.when().holds(scene, now);
        return applies ? rule.audience().in(scene) : Audience.NOBODY;
    }

    /** A card wakes nobody; and better an SMS at night than one that comes after the item started, or never. */
    private static Instant afterQuiet(Rule rule, Scene scene, Instant due) {
        var settings = scene.congress().settings();
        if (rule.quiet() == Quiet.IGNORE || !rule.channels().contains(Channel.SMS)) {
            return due;
        }
        var after = QuietHours.next(
                due, settings.quietFrom(), settings.quietTo(), scene.congress().zone());
        boolean useless = !after.isBefore(rule.useBy().in(scene, after));
        boolean missesStart = scene.item() != null
                && due.isBefore(scene.item().start())
                && !after.isBefore(scene.item().start());
        return useless || missesStart ? due : after;
    }

    private static boolean sendsLate(Rule rule, Scene scene, Instant now) {
        return switch (rule.late()) {
            case SKIP_WITH_NOTE -> false;
            case SEND_ANY_DAY -> true;
            case SEND_NOW ->
                !(rule.due() instanceof Due.OnDay)
                        || sameDay(
                                rule.due().in(scene, now), now, scene.congress().zone());
        };
    }

    private static boolean sameDay(Instant one, Instant other, ZoneId zone) {
        return one.atZone(zone).toLocalDate().equals(other.atZone(zone).toLocalDate());
    }

    private static Skipped late(Rule rule, Scene scene, Instant due) {
        return new Skipped(
                rule.name(),
                "was due " + shown(due, scene) + " (" + rule.due().text() + "), which is past; late: "
                        + rule.late().text);
    }

    private static Skipped useless(Rule rule, Scene scene, Instant due, Instant useBy) {
        return new Skipped(
                rule.name(),
                "would go out " + shown(due, scene) + ", but is of use only before " + shown(useBy, scene)
                        + " (use-by: " + rule.useBy().text() + ")");
    }

    private static String shown(Instant at, Scene scene) {
        return SHOWN.format(at.atZone(scene.congress().zone()));
    }
}
