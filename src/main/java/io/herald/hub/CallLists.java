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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tells staff who has not answered: each liaison and chief their own people, the duty desk how many of each delegation. */
@ApplicationScoped
class CallLists {
    private static final String TEMPLATE = "unanswered";

    /** What a list that goes by SMS calls a notice whose very name may say too much. */
    private static final Bilingual CONFIDENTIAL = new Bilingual("保密通知", "Confidential notice");

    /** Names in one SMS; the desk's list of cases has them all. */
    private static final int NAMED = 8;

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

    /** The liaisons of their delegations get the names of these people. */
    void toLiaisons(Tx tx, Notice asked, Collection<Long> people, Instant now) {
        byGroup(tx, people, Recipient::delegation)
                .forEach((delegation, those) -> tell(
                        tx,
                        asked,
                        who(
                                tx,
                                asked,
                                StaffRole.LIAISON,
                                (liaison, code) -> liaison.delegations().contains(code),
                                delegation),
                        named(those),
                        those.size(),
                        now));
    }

    /** The chiefs of their residences get them. */
    void toChiefs(Tx tx, Notice asked, Collection<Long> people, Instant now) {
        byGroup(tx, people, Recipient::residence)
                .forEach((residence, those) -> tell(
                        tx,
                        asked,
                        who(
                                tx,
                                asked,
                                StaffRole.CHIEF,
                                (chief, code) -> chief.residences().contains(code),
                                residence),
                        named(those),
                        those.size(),
                        now));
    }

    /** The duty desk gets how many there are of each delegation. */
    void toDesk(Tx tx, Notice asked, Collection<Long> people, Instant now) {
        var counts = byGroup(tx, people, Recipient::delegation).entrySet().stream()
                .map(group -> (group.getKey().isEmpty() ? "-" : group.getKey()) + " "
                        + group.getValue().size())
                .collect(Collectors.joining(", "));
        var desk = who(tx, asked, StaffRole.DUTY, (duty, any) -> true, "");
        tell(tx, asked, desk, new Bilingual(counts, counts), people.size(), now);
    }

    private Map<String, List<Profile>> byGroup(Tx tx, Collection<Long> people, Function<Recipient, String> group) {
        var groups = new TreeMap<String, List<Profile>>();
        profiles.load(tx, people).values().stream()
                .sorted((one, other) ->
                        one.recipient().code().compareTo(other.recipient().code()))
                .forEach(person -> groups.computeIfAbsent(
                                Optional.ofNullable(group.apply(person.recipient()))
                                        .orElse(""),
                                first -> new ArrayList<>())
                        .add(person));
        return groups;
    }

    private List<Long> who(
            Tx tx, Notice asked, StaffRole role, BiPredicate<Recipient, String> looksAfter, String group) {
        return staff.list(tx, asked.congress()).stream()
                .filter(person -> person.role() == role && looksAfter.test(person, group))
                .map(Recipient::id)
                .toList();
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

    private void tell(Tx tx, Notice asked, List<Long> staff, Bilingual names, int count, Instant now) {
        if (staff.isEmpty()) {
            return;
        }
        var facts = new HashMap<String, Fact>();
        facts.put("notice", asked.confidential() ? new Fact.Text(CONFIDENTIAL) : new Fact.Value(asked.name()));
        facts.put("count", new Fact.Value(Integer.toString(count)));
        facts.put("names", new Fact.Text(names));
        var text = templates
                .find(TEMPLATE)
                .orElseThrow(() -> new IllegalStateException("the program was built without " + TEMPLATE));
        var list =
                asked.escalated(Ids.next(), TEMPLATE, text, Set.of(Channel.SMS), new Facts(facts), now, staff.size());
        notices.release(tx, list, Map.of(now, staff), Optional.empty());
    }
}
