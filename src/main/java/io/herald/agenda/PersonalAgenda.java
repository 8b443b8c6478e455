package io.herald.agenda;

import io.herald.platform.Tx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The agenda as it is for one person: where their group has a time or place of its own, it is that; and their seat. */
@ApplicationScoped
public class PersonalAgenda {
    private final SeatStore seats;
    private final OwnItemStore own;

    PersonalAgenda(SeatStore seats, OwnItemStore own) {
        this.seats = seats;
        this.own = own;
    }

    /**
     * An item as it is for somebody.
     *
     * @param seat theirs, null when they have none, or the item is elsewhere for them
     */
    public record Appointment(AgendaItem item, String seat) {}

    /** An item as it is for each of these people (ids). */
    public Map<Long, Appointment> of(Tx tx, String congress, AgendaItem item, Collection<Long> people) {
        var seatOf = seats.seats(tx, congress, item.code(), people);
        var otherwise = own.of(tx, congress, item.code(), people);
        var appointments = new HashMap<Long, Appointment>();
        for (var person : people) {
            var theirs = otherwise.get(person);
            appointments.put(
                    person,
                    theirs == null
                            ? new Appointment(item, seatOf.get(person))
                            : new Appointment(theirs.of(item), theirs.isElsewhere() ? null : seatOf.get(person)));
        }
        return appointments;
    }

    /**
     * An item as some people have it.
     *
     * @param own what is otherwise for them, null when nothing is
     * @param people their ids
     * @param others whether it is everybody but those people who has it so
     */
    public record Version(OwnItem own, Set<Long> people, boolean others) {
        /** The item as it is for them. */
        public AgendaItem of(AgendaItem item) {
            return own == null ? item : own.of(item);
        }
    }

    /** The versions of an item that exist: the one of all others first. */
    public List<Version> versions(Tx tx, String congress, String item) {
        var groups = own.groups(tx, congress, item);
        var apart = new HashSet<Long>();
        groups.values().forEach(apart::addAll);
        var versions = new ArrayList<Version>();
        versions.add(new Version(null, apart, true));
        groups.forEach((otherwise, people) -> versions.add(new Version(otherwise, people, false)));
        return versions;
    }

    /** The versions that these people have. */
    public List<Version> versions(Tx tx, String congress, String item, Set<Long> people) {
        var otherwise = own.of(tx, congress, item, people);
        var byOwn = new HashMap<OwnItem, Set<Long>>();
        people.forEach(person -> byOwn.computeIfAbsent(otherwise.get(person), first -> new HashSet<>())
                .add(person));
        return byOwn.entrySet().stream()
                .map(group -> new Version(group.getKey(), group.getValue(), false))
                .toList();
    }
}
