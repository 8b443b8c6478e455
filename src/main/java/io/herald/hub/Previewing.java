package io.herald.hub;

import io.herald.hub.Preview.Excluded;
import io.herald.hub.Preview.Forbidden;
import io.herald.hub.Preview.Gap;
import io.herald.hub.Preview.Shown;
import io.herald.plan.Channel;
import io.herald.plan.Danger;
import io.herald.plan.Lane;
import io.herald.provider.Route;
import io.herald.render.Composed;
import io.herald.roster.ForbiddenWords;
import io.herald.roster.Profile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Adds up a preview person by person, so that an audience of any size fits. */
final class Previewing {
    private static final int NAMED = 100;
    private static final int SHOWN = 3;

    private final Set<String> wanted;
    private final ForbiddenWords words;
    private final List<Route> routes;
    private final double perSecond;
    private final Map<String, Integer> excluded = new TreeMap<>();
    private final List<Excluded> excludedPeople = new ArrayList<>();
    private final List<Gap> gaps = new ArrayList<>();
    private final List<Forbidden> forbidden = new ArrayList<>();
    private final List<Shown> texts = new ArrayList<>();
    private final Set<String> shown = new LinkedHashSet<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int heads;
    private int sms;
    private int card;
    private int parts;
    private int gapCount;
    private int forbiddenCount;
    private long lastWithGaps = -1;

    /**
     * @param wanted codes whose texts are asked for, the first few when empty
     * @param words that no SMS may say
     * @param routes those that may send it, the preferred first
     */
    Previewing(Set<String> wanted, ForbiddenWords words, List<Route> routes, double perSecond) {
        this.wanted = wanted;
        this.words = words;
        this.routes = routes;
        this.perSecond = perSecond;
        if (routes.isEmpty()) {
            warnings.add("No route may send SMS for this congress.");
        }
    }

    void head() {
        heads++;
    }

    void noSms(Profile person, String reason) {
        excluded.merge(reason, 1, Integer::sum);
        if (excludedPeople.size() < NAMED) {
            excludedPeople.add(new Excluded(
                    person.recipient().code(), name(person), person.recipient().delegation(), reason));
        }
    }

    void text(Channel channel, Profile person, Composed composed) {
        if (composed instanceof Composed.Gaps missing) {
            gap(person, missing.missing());
            return;
        }
        var message = (Composed.Message) composed;
        if (channel == Channel.SMS) {
            sms++;
            parts += message.parts().count();
            words.in(message.text()).ifPresent(word -> forbid(person, word, message));
            routes.stream().findFirst().ifPresent(route -> warn(route, message.text()));
        } else {
            card++;
        }
        show(channel, person, message);
    }

    /** A person whose SMS and card both have gaps is one person. */
    private void gap(Profile person, List<String> missing) {
        if (person.recipient().id() == lastWithGaps) {
            return;
        }
        lastWithGaps = person.recipient().id();
        gapCount++;
        if (gaps.size() < NAMED) {
            gaps.add(new Gap(
                    person.recipient().code(), name(person), person.recipient().delegation(), missing));
        }
    }

    private void forbid(Profile person, String word, Composed.Message message) {
        forbiddenCount++;
        if (forbidden.size() < NAMED) {
            var places = message.variables().entrySet().stream()
                    .filter(hole -> words.in(hole.getValue()).isPresent())
                    .map(hole -> "{" + hole.getKey() + "}")
                    .toList();
            forbidden.add(new Forbidden(
                    person.recipient().code(),
                    name(person),
                    person.recipient().delegation(),
                    word,
                    places.isEmpty() ? List.of("text") : places));
        }
    }

    private void show(Channel channel, Profile person, Composed.Message message) {
        var code = person.recipient().code();
        boolean among = wanted.isEmpty() ? shown.contains(code) || shown.size() < SHOWN : wanted.contains(code);
        if (among) {
            shown.add(code);
            texts.add(new Shown(
                    code,
                    name(person),
                    channel.name().toLowerCase(java.util.Locale.ROOT),
                    message.text(),
                    message.parts().encoding(),
                    message.parts().units(),
                    message.parts().count()));
        }
    }

    private void warn(Route route, String text) {
        var abilities = route.abilities();
        if (text.length() > abilities.longestText()) {
            warnings.add("Route " + route.name() + " carries at most " + abilities.longestText()
                    + " characters; some texts are longer.");
        }
        if (!abilities.links() && (text.contains("http://") || text.contains("https://"))) {
            warnings.add("Route " + route.name() + " does not carry links.");
        }
        if (!abilities.freeText()) {
            warnings.add("Route " + route.name() + " only carries registered templates.");
        }
    }

    /** How many get an SMS, of those seen until now. */
    int sms() {
        return sms;
    }

    /** What is dangerous about what was seen, of people due as {@code dues} says. */
    Danger danger(Broadcast broadcast, Dues dues, int wakes) {
        return Danger.of(new Danger.Measures(
                heads,
                excluded.values().stream().mapToInt(count -> count).sum(),
                gapCount,
                forbiddenCount,
                wakes,
                dues.lockedAway(),
                dues.early(),
                seconds() / 60,
                Duration.between(broadcast.due(), broadcast.useBy()).toMinutes(),
                broadcast.lane() == Lane.URGENT));
    }

    private long seconds() {
        return perSecond > 0 ? (long) Math.ceil(parts / perSecond) : 0;
    }

    /** @param danger null where nobody decides on it */
    Preview done(Danger danger) {
        return new Preview(
                heads,
                sms,
                card,
                parts,
                seconds(),
                excluded,
                excludedPeople,
                gapCount,
                gaps,
                forbiddenCount,
                forbidden,
                texts,
                List.copyOf(warnings),
                danger);
    }

    private static String name(Profile person) {
        return person.recipient().name().in(person.recipient().language());
    }
}
