package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.event.Envelope;
import io.herald.plan.Facts;
import io.herald.plan.Scene;
import io.herald.roster.Congress;
import java.util.Set;
import java.util.function.Supplier;

/** Builds the {@link Scene} of an event, whose parts most events leave empty. */
final class SceneBuilder {
    private final Congress congress;
    private final Envelope envelope;
    private final int version;
    private AgendaItem item;
    private boolean itemHasSeats;
    private Supplier<Told> told = () -> new Told(Set.of(), Set.of());
    private Set<String> delegations = Set.of();
    private Set<String> residences = Set.of();
    private Set<Long> people = Set.of();
    private Set<String> holders = Set.of();
    private Facts facts = Facts.NONE;
    private String outdated;
    private Change.Retold retold;

    SceneBuilder(Congress congress, Envelope envelope, int version) {
        this.congress = congress;
        this.envelope = envelope;
        this.version = version;
    }

    SceneBuilder item(AgendaItem item, boolean hasSeats) {
        this.item = item;
        this.itemHasSeats = hasSeats;
        return this;
    }

    SceneBuilder facts(Facts facts) {
        this.facts = this.facts.with(facts);
        return this;
    }

    /** @param otherwise those of {@code anything} who were told what is no longer true */
    record Told(Set<Long> anything, Set<Long> otherwise) {}

    /** @param told asked for when the scene is, and not before */
    SceneBuilder told(Supplier<Told> told) {
        this.told = told;
        return this;
    }

    SceneBuilder groups(Set<String> delegations, Set<String> residences) {
        this.delegations = delegations;
        this.residences = residences;
        return this;
    }

    /** The people of a group by their ids, where the event itself changes by what they are a group. */
    SceneBuilder people(Set<Long> ids) {
        this.people = ids;
        return this;
    }

    SceneBuilder holders(Set<String> delegates) {
        this.holders = delegates;
        return this;
    }

    /** What tells this item's time or place beside other things is no longer true. */
    SceneBuilder outdates(String item) {
        this.outdated = item;
        return this;
    }

    /** This person hears the whole of the item with what is told here. */
    SceneBuilder retells(String item, long recipient) {
        this.retold = new Change.Retold(item, recipient);
        return this;
    }

    Change.Made made() {
        return new Change.Made(envelope.subject(), version, this::scene, outdated, retold);
    }

    private Scene scene() {
        var known = told.get();
        return new Scene(
                congress,
                envelope.type(),
                envelope.subject(),
                version,
                item,
                itemHasSeats,
                envelope.names().get("delegate"),
                delegations,
                residences,
                people,
                known.otherwise(),
                known.anything(),
                holders,
                facts);
    }
}
