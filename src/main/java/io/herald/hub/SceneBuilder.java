package io.herald.hub;

import io.herald.agenda.AgendaItem;
import io.herald.event.Envelope;
import io.herald.event.EventType;
import io.herald.plan.Facts;
import io.herald.plan.Scene;
import io.herald.roster.Congress;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Builds the {@link Scene} of an event, whose parts most events leave empty. */
final class SceneBuilder {
    private final Congress congress;
    private final EventType type;
    private final String subject;
    private final String delegate;
    private final int version;
    private AgendaItem item;
    private boolean itemHasSeats;
    private Told told = new Told(Set.of(), Set.of());
    private Set<String> delegations = Set.of();
    private Set<String> residences = Set.of();
    private Set<Long> people = Set.of();
    private Set<String> holders = Set.of();
    private Scene.Among among = Scene.Among.ALL;
    private List<Change.Made> along = List.of();
    private Facts facts = Facts.NONE;
    private Change.Retold retold;

    SceneBuilder(Congress congress, Envelope envelope, int version) {
        this(congress, envelope.type(), envelope.subject(), envelope.names().get("delegate"), version);
    }

    /** An agenda item that is otherwise for some, whatever the event is about. */
    SceneBuilder(Congress congress, AgendaItem item) {
        this(congress, EventType.ITEM_MOVED, item.subject(), null, item.version());
    }

    private SceneBuilder(Congress congress, EventType type, String subject, String delegate, int version) {
        this.congress = congress;
        this.type = type;
        this.subject = subject;
        this.delegate = delegate;
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

    SceneBuilder told(Told told) {
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

    SceneBuilder among(Scene.Among those) {
        this.among = those;
        return this;
    }

    /** What the same event changes besides. */
    SceneBuilder along(List<Change.Made> changes) {
        this.along = changes;
        return this;
    }

    /** This person hears the whole of the item with what is told here. */
    SceneBuilder retells(String item, long recipient) {
        this.retold = new Change.Retold(item, recipient);
        return this;
    }

    Change.Made made() {
        return madeUnless(() -> false);
    }

    /** @param known whether whom it concerns was told it last and nothing else since; looked at when everything older has been withdrawn */
    Change.Made madeUnless(BooleanSupplier known) {
        return new Change.Made(
                subject, version, () -> known.getAsBoolean() ? List.of() : List.of(scene()), null, null, retold, along);
    }

    Scene scene() {
        return new Scene(
                congress,
                type,
                subject,
                version,
                item,
                itemHasSeats,
                delegate,
                delegations,
                residences,
                people,
                told.otherwise(),
                told.anything(),
                holders,
                among,
                facts);
    }
}
