package io.herald.render;

import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What each hole holds for one person in one language. What is not known is the empty text.
 *
 * @param facts the notice's, with what is personal of this delivery (such as a copy's number) laid over them
 * @param seat the person's seat at the item the notice is about, null when there is none
 * @param lines where the facts are several changes: what became of them
 */
record Filling(Congress congress, Facts facts, Profile profile, String seat, Language language, ChangeLines lines) {
    /** The same person with one change's own facts. */
    Filling with(Facts ofOneChange) {
        return new Filling(congress, ofOneChange, profile, null, language, ChangeLines.NONE);
    }

    Filling with(ChangeLines lines) {
        return new Filling(congress, facts, profile, seat, language, lines);
    }

    String value(String hole) {
        return of(hole).strip();
    }

    /**
     * The facts that stand behind these holes: what the person was told, as data. A vehicle is told by its code and not by
     * its name, so that it compares with the fact of the event that changes it.
     */
    Facts told(Set<String> holes) {
        var told = new HashMap<String, Fact>();
        if (facts.cancelled()) {
            told.put(Facts.CANCELLED, facts.byName().get(Facts.CANCELLED)); // said by the text as a whole
        }
        for (var hole : holes) {
            switch (hole) {
                case "seat", "delegate.seat" -> told.put("seat", new Fact.Value(seatNow()));
                case "delegate.room" ->
                    told.put("room", new Fact.Value(profile.recipient().room()));
                case "delegate.vehicle" -> told.put("vehicle", new Fact.Value(vehicleCode()));
                case "delegate.plate" -> told.put("plate", new Fact.Value(profile.plate()));
                case Facts.CHANGES, "more" -> {} // the lines say which of them
                default -> {
                    var name = hole.split("\\.", 2)[0];
                    if (facts.byName().containsKey(name)) {
                        told.putIfAbsent(name, facts.byName().get(name));
                    }
                }
            }
        }
        return new Facts(told).with(lines.told(holes));
    }

    private String of(String hole) {
        if (hole.startsWith(Holes.ATTRIBUTE)) {
            return plain(profile.recipient().attributes().get(hole.substring(Holes.ATTRIBUTE.length())));
        }
        return switch (hole) {
            case "seat", "delegate.seat" -> seatNow();
            case "delegate.name" -> in(profile.recipient().name());
            case "delegate.delegation" -> in(profile.delegation());
            case "delegate.residence" -> in(profile.residence());
            case "delegate.room" -> plain(profile.recipient().room());
            case "delegate.vehicle" -> in(profile.vehicle());
            case "delegate.plate" -> plain(profile.plate());
            case "liaison.name" -> in(profile.liaison());
            case "liaison.phone" -> plain(profile.liaisonPhone());
            case "congress.name" -> in(congress.name());
            case "congress.desk" -> congress.settings().deskPhone();
            case Facts.CHANGES -> lines.text();
            case "more" -> lines.more() == 0 ? "" : Integer.toString(lines.more());
            default -> fact(hole);
        };
    }

    private String fact(String hole) {
        var parts = hole.split("\\.", 2);
        var fact = facts.byName().get(parts[0]);
        if (fact instanceof Fact.Text text) {
            return in(text.text());
        } else if (fact instanceof Fact.Value value) {
            return plain(value.value());
        } else if (fact instanceof Fact.Moment moment && parts.length == 2) {
            return pointless(parts[0]) ? "" : moment(moment.at(), parts[1]);
        }
        return "";
    }

    private String moment(Instant at, String part) {
        return switch (part) {
            case "date" -> Moments.date(at, congress.zone(), language);
            case "weekday" -> Moments.weekday(at, congress.zone(), language);
            default -> Moments.time(at, congress.zone());
        };
    }

    /** What has no length has no end to tell: nobody should read "09:00 to 09:00". */
    private boolean pointless(String name) {
        Map<String, Fact> named = facts.byName();
        return name.equals("end") && named.get("end").equals(named.get("start"));
    }

    private String seatNow() {
        if (seat != null && !seat.isBlank()) {
            return seat;
        }
        return facts.byName().get("seat") instanceof Fact.Value told ? plain(told.value()) : "";
    }

    private String vehicleCode() {
        var code = profile.recipient().vehicle();
        return code == null ? in(profile.vehicle()) : code;
    }

    private String in(Bilingual text) {
        return text == null ? "" : text.in(language);
    }

    private static String plain(String value) {
        return value == null ? "" : value;
    }
}
