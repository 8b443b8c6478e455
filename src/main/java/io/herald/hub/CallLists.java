package io.herald.hub;

import io.herald.notice.Notice;
import io.herald.notice.Notices;
import io.herald.plan.Channel;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.platform.Ids;
import io.herald.platform.Tx;
import io.herald.render.Templates;
import io.herald.roster.Bilingual;
import io.herald.roster.Language;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import io.herald.roster.Recipient;
import io.herald.roster.StaffRole;
import io.herald.roster.StaffStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Tells staff whom to look for: each liaison and chief all of their own people in one SMS, the duty desk how many of each
 * delegation.
 */
@ApplicationScoped
class CallLists {
    /** What a list that goes by SMS calls a notice whose very name may say too much. */
    private static final Bilingual CONFIDENTIAL = new Bilingual("保密通知", "Confidential notice");

    /** Names in one SMS; the desk's list of cases has them all. */
    private static final int NAMED = 8;

    /** What of the notice that was not heeded staff must know beside its name. */
    private static final Set<String> OF_THE_ASKED = Set.of("document", "title", "where", "until");

    private final ProfileStore profiles;
    private final StaffStore staff;
    private final Notices notices;
    private final Templates templates;

    CallLists(ProfileStore profiles, StaffStore staff, Notices notices, Templates templates) {
        this.profiles = profiles;
        this.staff = staff;
        this.notices = notices;
        this.templates = templates;
    }

    /** What staff are asked to do about the people of a list. */
    enum Errand {
        /** They have not confirmed: call them. */
        CALL("unanswered"),
        /** They hold papers that were called back: fetch these. */
        FETCH("not-returned-liaison");

        private final String template;

        Errand(String template) {
            this.template = template;
        }
    }

    /** The liaisons of their delegations get the names of these people. */
    void toLiaisons(Tx tx, Notice asked, Errand errand, Collection<Long> people, Instant now) {
        byLiaisons(tx, asked.congress(), people(tx, people))
                .forEach((theirs, liaisons) -> tell(tx, asked, errand, liaisons, listed(theirs), now));
    }

    /** The chiefs of their residences get them. */
    void toChiefs(Tx tx, Notice asked, Errand errand, Collection<Long> people, Instant now) {
        byStaff(
                        tx,
                        asked.congress(),
                        StaffRole.CHIEF,
                        (chief, person) -> chief.residences().contains(orNone(person.residence())),
                        people(tx, people))
                .forEach((theirs, chiefs) -> tell(tx, asked, errand, chiefs, listed(theirs), now));
    }

    /** The duty desk gets how many there are of each delegation. */
    void toDesk(Tx tx, Notice asked, Errand errand, Collection<Long> people, Instant now) {
        var counts = people(tx, people).stream()
                .collect(Collectors.groupingBy(
                        person -> Optional.ofNullable(person.recipient().delegation())
                                .orElse("-"),
                        TreeMap::new,
                        Collectors.counting()))
                .entrySet()
                .stream()
                .map(group -> group.getKey() + " " + group.getValue())
                .collect(Collectors.joining(", "));
        var desk = staff.list(tx, asked.congress()).stream()
                .filter(person -> person.role() == StaffRole.DUTY)
                .map(Recipient::id)
                .toList();
        tell(tx, asked, errand, desk, list(people.size(), new Bilingual(counts, counts)), now);
    }

    /** These people, by code; whoever was removed meanwhile is not among them. */
    List<Profile> people(Tx tx, Collection<Long> ids) {
        return profiles.load(tx, ids).values().stream()
                .sorted(Comparator.comparing(person -> person.recipient().code()))
                .toList();
    }

    /** Who of these people is whose: the ids of liaisons by the people they all look after. */
    Map<List<Profile>, List<Long>> byLiaisons(Tx tx, String congress, List<Profile> people) {
        return byStaff(
                tx,
                congress,
                StaffRole.LIAISON,
                (liaison, person) -> liaison.delegations().contains(orNone(person.delegation())),
                people);
    }

    private Map<List<Profile>, List<Long>> byStaff(
            Tx tx,
            String congress,
            StaffRole role,
            BiPredicate<Recipient, Recipient> looksAfter,
            List<Profile> people) {
        var groups = new LinkedHashMap<List<Profile>, List<Long>>();
        staff.list(tx, congress).stream()
                .filter(person -> person.role() == role)
                .forEach(one -> {
                    var theirs = people.stream()
                            .filter(person -> looksAfter.test(one, person.recipient()))
                            .toList();
                    if (!theirs.isEmpty()) {
                        groups.computeIfAbsent(theirs, first -> new ArrayList<>())
                                .add(one.id());
                    }
                });
        return groups;
    }

    private static String orNone(String code) {
        return code == null ? "" : code;
    }

    /** How many they are, and who, in one line. */
    static Facts listed(List<Profile> people) {
        return list(people.size(), named(people));
    }

    private static Facts list(int count, Bilingual names) {
        return new Facts(Map.of("count", new Fact.Value(Integer.toString(count)), "names", new Fact.Text(names)));
    }

    private static Bilingual named(List<Profile> people) {
        return new Bilingual(named(people, Language.ZH, "、", "等"), named(people, Language.EN, ", ", " and others"));
    }

    private static String named(List<Profile> people, Language language, String comma, String others) {
        var names = people.stream()
                .limit(NAMED)
                .map(person -> {
                    var name = person.recipient().name().in(language);
                    return name.isEmpty() ? person.recipient().code() : name;
                })
                .collect(Collectors.joining(comma));
        return people.size() > NAMED ? names + others : names;
    }

    private void tell(Tx tx, Notice asked, Errand errand, List<Long> staff, Facts list, Instant now) {
        if (staff.isEmpty()) {
            return;
        }
        var template = errand.template;
        var text = templates.own(template);
        var facts = asked.facts()
                .only(OF_THE_ASKED)
                .with(list)
                .with(new Facts(Map.of(
                        "notice", asked.confidential() ? new Fact.Text(CONFIDENTIAL) : new Fact.Value(asked.name()))));
        var call = asked.escalated(Ids.next(), template, text, Set.of(Channel.SMS), facts, now, staff.size());
        notices.release(tx, call, Map.of(now, staff), Optional.empty());
    }
}
