package io.herald.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.herald.agenda.AgendaItem;
import io.herald.agenda.AgendaStore;
import io.herald.event.Inbox;
import io.herald.notice.Notice;
import io.herald.plan.Audience;
import io.herald.plan.AudienceFormat;
import io.herald.plan.Channel;
import io.herald.plan.EscalationStep;
import io.herald.plan.Facts;
import io.herald.plan.FactsFormat;
import io.herald.plan.FactsOf;
import io.herald.plan.Lane;
import io.herald.platform.Problem;
import io.herald.platform.Tx;
import io.herald.render.MessageTemplate;
import io.herald.render.Templates;
import io.herald.roster.Congress;
import io.herald.roster.Language;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what staff ask for, and refuses with the field and the reason what makes no sense. */
@ApplicationScoped
class BroadcastReader {
    private static final Duration USEFUL = Duration.ofHours(12);

    private final Templates templates;
    private final Confidential confidential;
    private final AgendaStore agenda;
    private final Inbox inbox;

    BroadcastReader(Templates templates, Confidential confidential, AgendaStore agenda, Inbox inbox) {
        this.templates = templates;
        this.confidential = confidential;
        this.agenda = agenda;
        this.inbox = inbox;
    }

    /** @throws Problem 422 */
    Broadcast read(Tx tx, Congress congress, BroadcastRequest request, Instant now) {
        return read(tx, congress, request, audience(request.audience()), request.confidential(), now);
    }

    /**
     * What puts another notice right: its audience is known, and it is confidential if that one was.
     *
     * @throws Problem 422
     */
    Broadcast correction(Tx tx, Congress congress, Notice wrong, BroadcastRequest request, Instant now) {
        if (request.audience() != null && !request.audience().isNull()) {
            throw Problem.invalid("audience: a correction goes to exactly those who have the wrong notice.");
        }
        return read(tx, congress, request, Audience.NOBODY, request.confidential() || wrong.confidential(), now);
    }

    private Broadcast read(
            Tx tx, Congress congress, BroadcastRequest request, Audience audience, boolean secret, Instant now) {
        var text = confidential.text(text(request), secret);
        var channels = channels(request.channels());
        if (secret && !channels.contains(Channel.CARD)) {
            throw Problem.invalid(
                    "channels: what is confidential has to stand on the card, for its SMS does not tell it.");
        }
        var item = item(tx, congress, request.item());
        var due = request.due() == null || request.due().isBefore(now) ? now : request.due();
        var useBy = useBy(request, item, due);
        if (!useBy.isAfter(due)) {
            throw Problem.invalid("use-by: it is of no use any more when it is due.");
        }
        return new Broadcast(
                name(request),
                text,
                audience,
                channels,
                oneOf("lane", Lane.class, request.lane() == null ? "routine" : request.lane()),
                due,
                useBy,
                request.ack(),
                escalation(request),
                item == null ? null : item.subject(),
                item == null ? 0 : item.version(),
                facts(request, item),
                secret);
    }

    private MessageTemplate text(BroadcastRequest request) {
        boolean free = request.text() != null && !request.text().isEmpty();
        if (free == (request.template() != null)) {
            throw Problem.invalid("template, text: one of them is needed, and only one.");
        }
        return free
                ? freeText(request.text())
                : templates
                        .find(request.template())
                        .orElseThrow(() -> Problem.invalid("template: there is no template " + request.template()
                                + ". There are " + String.join(", ", templates.names()) + "."));
    }

    private static MessageTemplate freeText(Map<String, String> text) {
        var byLanguage = new EnumMap<Language, String>(Language.class);
        text.forEach((tag, words) -> {
            if (words == null || words.isBlank()) {
                throw Problem.invalid("text." + tag + ": it is empty.");
            }
            try {
                byLanguage.put(Language.of(tag), words);
            } catch (IllegalArgumentException unknown) {
                throw Problem.invalid("text: " + unknown.getMessage() + ".");
            }
        });
        return MessageTemplate.freeText(byLanguage);
    }

    private AgendaItem item(Tx tx, Congress congress, String code) {
        if (code == null) {
            return null;
        }
        inbox.keepPlan(tx, congress.code()); // else it could move before it is known that this tells of it
        return agenda.find(tx, congress.code(), code)
                .filter(item -> !item.cancelled())
                .orElseThrow(() -> Problem.invalid("item: there is no agenda item " + code + "."));
    }

    private static Instant useBy(BroadcastRequest request, AgendaItem item, Instant due) {
        if (request.useBy() != null) {
            return request.useBy();
        }
        return item != null && item.end().isAfter(due) ? item.end() : due.plus(USEFUL);
    }

    private static Audience audience(JsonNode audience) {
        if (audience == null || audience.isNull()) {
            throw Problem.invalid("audience: it is missing.");
        }
        try {
            return AudienceFormat.read(audience);
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("audience: " + wrong.getMessage());
        }
    }

    private static Set<Channel> channels(List<String> names) {
        if (names == null || names.isEmpty()) {
            return EnumSet.allOf(Channel.class);
        }
        var channels = EnumSet.noneOf(Channel.class);
        names.forEach(name -> channels.add(oneOf("channels", Channel.class, name)));
        return channels;
    }

    private static Facts facts(BroadcastRequest request, AgendaItem item) {
        var facts = item == null ? Facts.NONE : FactsOf.item(item);
        if (request.facts() == null) {
            return facts;
        }
        try {
            return facts.with(FactsFormat.read(request.facts()));
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("facts: " + wrong.getMessage());
        }
    }

    private static List<EscalationStep> escalation(BroadcastRequest request) {
        if (request.escalation() == null || request.escalation().isEmpty()) {
            return List.of();
        } else if (!request.ack()) {
            throw Problem.invalid("escalation: without ack nobody is asked, and nothing escalates.");
        }
        try {
            return request.escalation().stream().map(EscalationStep::parse).toList();
        } catch (IllegalArgumentException wrong) {
            throw Problem.invalid("escalation: " + wrong.getMessage());
        }
    }

    private static String name(BroadcastRequest request) {
        if (request.name() != null && !request.name().isBlank()) {
            return request.name().strip();
        }
        return request.template() == null ? "Broadcast" : request.template();
    }

    private static <E extends Enum<E>> E oneOf(String field, Class<E> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(field + ": \"" + name + "\" is none of "
                        + Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT) + "."));
    }
}
