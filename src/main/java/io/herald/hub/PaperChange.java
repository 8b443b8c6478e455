package io.herald.hub;

import io.herald.agenda.DocumentStore;
import io.herald.agenda.DocumentStore.Copy;
import io.herald.event.Envelope;
import io.herald.event.Event;
import io.herald.notice.NoticeStore;
import io.herald.notice.Notices;
import io.herald.plan.Fact;
import io.herald.plan.Facts;
import io.herald.plan.FactsOf;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.roster.Bilingual;
import io.herald.roster.Congress;
import io.herald.roster.Profile;
import io.herald.roster.ProfileStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What events about numbered papers do: who holds which copy, what is called back, what came back. */
@ApplicationScoped
class PaperChange {
    private final ProfileStore profiles;
    private final DocumentStore documents;
    private final NoticeStore store;
    private final Notices notices;

    PaperChange(ProfileStore profiles, DocumentStore documents, NoticeStore store, Notices notices) {
        this.profiles = profiles;
        this.documents = documents;
        this.store = store;
        this.notices = notices;
    }

    /** Who holds a copy already hears nothing again; a copy that somebody else holds cannot be handed out. */
    Change issued(Tx tx, Congress congress, Envelope envelope, Event.DocumentIssued event, Instant now) {
        var document = held(tx, congress, envelope);
        var out = documents.out(tx, congress.code(), document).stream()
                .collect(Collectors.toMap(Copy::copy, copy -> copy));
        refuseWhileCalledBack(document, out.values());
        var holders = new TreeMap<String, Long>();
        for (var copy : event.copies()) {
            var holder = profiles.delegateByCode(tx, congress.code(), copy.delegate());
            if (holder.isEmpty()) {
                return new Change.UnknownSubject("There is no delegate " + copy.delegate() + " yet.");
            }
            refuseWhileHeld(document, copy, Optional.ofNullable(out.get(copy.number())));
            if (holders.put(copy.number(), holder.get()) != null) {
                throw Problem.invalid("data.copies: copy " + copy.number() + " is issued twice.");
            }
        }
        holders.keySet().removeAll(out.keySet());
        if (holders.isEmpty()) {
            return new Change.None("they hold these copies already");
        }
        var title = new Bilingual(event.title().zh(), event.title().en());
        documents.issue(tx, congress.code(), document, title, holders, now);
        return scene(tx, congress, envelope, !out.isEmpty())
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .holders(codes(tx, holders.values()))
                .made();
    }

    private static void refuseWhileCalledBack(String document, Collection<Copy> out) {
        var calledBack = out.stream()
                .filter(copy -> copy.recalled() != null)
                .map(Copy::copy)
                .sorted()
                .toList();
        if (!calledBack.isEmpty()) {
            throw Problem.invalid("subject: document " + document + " was called back, and " + calledBack.size()
                    + " of its copies are still out (" + some(calledBack)
                    + "). It can be issued again when they are returned.");
        }
    }

    private static void refuseWhileHeld(String document, Event.Copy copy, Optional<Copy> held) {
        held.filter(other -> !other.holder().equals(copy.delegate())).ifPresent(other -> {
            throw Problem.invalid("data.copies: copy " + copy.number() + " of document " + document
                    + " is held by delegate " + other.holder() + ", who has not returned it.");
        });
    }

    private static String some(List<String> copies) {
        var shown = copies.stream().limit(5).collect(Collectors.joining(", "));
        return copies.size() > 5 ? shown + ", …" : shown;
    }

    Change recalled(Tx tx, Congress congress, Envelope envelope, Event.DocumentRecalled event, Instant now) {
        var document = held(tx, congress, envelope);
        var holders = documents.holders(tx, congress.code(), document);
        if (holders.isEmpty()) {
            return new Change.UnknownSubject("Nobody holds a copy of document " + document + ".");
        }
        documents.recall(tx, congress.code(), document, event.until(), now);
        return scene(tx, congress, envelope, false)
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .facts(text("title", documents.title(tx, congress.code(), document)))
                .holders(codes(
                        tx, holders.stream().map(DocumentStore.Holder::delegate).toList()))
                .made();
    }

    /** Whoever has returned all is asked no more. That a paper came back says nothing about what its holder has read. */
    Change returned(Tx tx, Congress congress, Envelope envelope, Event.DocumentReturned event, Instant now) {
        var document = held(tx, congress, envelope);
        var number = envelope.names().get("copy");
        var copy = documents.find(tx, congress.code(), document, number).orElse(null);
        if (copy == null) {
            return new Change.UnknownSubject("There is no copy " + number + " of document " + document + " yet.");
        }
        if (copy.returned() != null) {
            return new Change.None("it was returned before");
        }
        documents.takeBack(tx, congress.code(), document, number, event.at(), broughtBy(copy, event), event.by());
        if (documents
                .copies(tx, congress.code(), document, List.of(copy.delegate()))
                .isEmpty()) {
            notices.leaveOut(tx, congress.code(), "document/" + document, copy.delegate(), now);
        }
        return scene(tx, congress, envelope, false)
                .facts(FactsOf.event(event, envelope.subject(), null, null))
                .facts(new Facts(Map.of("copy", new Fact.Value(number))))
                .facts(text("title", documents.title(tx, congress.code(), document)))
                .holders(Set.of(copy.holder()))
                .made();
    }

    private static String broughtBy(Copy copy, Event.DocumentReturned event) {
        var other = event.handedInBy();
        return other == null || other.isBlank() ? copy.holder() : other.strip();
    }

    /** @param more whether it says nothing new to those who were told before, so that what they were told stands */
    private SceneBuilder scene(Tx tx, Congress congress, Envelope envelope, boolean more) {
        int next = store.nextVersion(tx, congress.code(), envelope.subject());
        return new SceneBuilder(congress, envelope, more ? Math.max(1, next - 1) : next);
    }

    /** The number of the event's document, whose copies nobody else moves until this has happened. */
    private String held(Tx tx, Congress congress, Envelope envelope) {
        var document = envelope.names().get("document");
        documents.lock(tx, congress.code(), document);
        return document;
    }

    private Set<String> codes(Tx tx, Collection<Long> delegates) {
        return profiles.load(tx, delegates).values().stream()
                .map(Profile::recipient)
                .map(person -> person.code())
                .collect(Collectors.toSet());
    }

    private static Facts text(String name, Bilingual text) {
        return text.isEmpty() ? Facts.NONE : new Facts(Map.of(name, new Fact.Text(text)));
    }
}
