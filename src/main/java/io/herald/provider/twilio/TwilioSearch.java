package io.herald.provider.twilio;

import com.twilio.rest.api.v2010.account.Message;
import io.herald.provider.Finding;
import io.herald.provider.Finding.CannotTell;
import io.herald.provider.Finding.Found;
import io.herald.provider.Finding.NotFound;
import io.herald.provider.Question;
import io.herald.provider.Report;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Looks for an attempt whose id at Twilio never arrived among the messages to its number.
 *
 * <p>The list is not filtered by DateSent: a message still queued has none, and taking its absence for proof would send twice.
 */
record TwilioSearch(String route, Duration provenAbsentAfter) {
    /** Twilio's largest page, so that one call holds everything a person ever got. */
    static final long PAGE = 1000;

    /** Twilio's dates are whole seconds, by its own clock. */
    private static final Duration CLOCKS_DIFFER = Duration.ofSeconds(2);

    /** Two clocks this far apart are possible; an equal message in between may be this attempt or an earlier one. */
    private static final Duration CLOCKS_WRONG = Duration.ofMinutes(10);

    Finding find(Question question, List<Message> messages, boolean more, Instant now) {
        var written = question.writtenAt().truncatedTo(ChronoUnit.SECONDS);
        var candidates = messages.stream()
                .filter(message -> message.getDirection() != Message.Direction.INBOUND)
                .filter(message -> !created(message, Instant.MAX).isBefore(written.minus(CLOCKS_WRONG)))
                .filter(message -> mayBe(question.text(), message.getBody()))
                .toList();
        var clear = candidates.stream()
                .filter(message -> !created(message, Instant.MIN).isBefore(written.minus(CLOCKS_DIFFER)))
                .toList();
        if (clear.size() == 1 && !folded(clear.get(0).getBody()).isEmpty()) {
            return found(question, clear.get(0));
        }
        if (!candidates.isEmpty()) {
            return new CannotTell("several messages to this number may be it");
        }
        if (more) {
            return new CannotTell("more messages to this number than one page holds");
        }
        if (now.isBefore(question.writtenAt().plus(provenAbsentAfter))) {
            return new CannotTell("too early: it may still be on its way");
        }
        return new NotFound();
    }

    /** What Twilio says of a message, empty for a status that is not known here. */
    static Optional<Report> report(String route, Question question, Message message) {
        return TwilioStatus.progress(String.valueOf(message.getStatus()))
                .map(progress -> new Report(
                        route, question.attempt(), message.getSid(), progress, code(message.getErrorCode())));
    }

    private Finding found(Question question, Message message) {
        return report(route, question, message)
                .<Finding>map(Found::new)
                .orElseGet(() -> new CannotTell("a status this hub does not know"));
    }

    /** When Twilio took it. Without a date that can be read, it may be ours, but is not clearly so. */
    private static Instant created(Message message, Instant otherwise) {
        return message.getDateCreated() == null
                ? otherwise
                : message.getDateCreated().toInstant();
    }

    /** Whether the kept text may be ours: look-alike characters replaced, a trial account's words in front, or text removed by retention rules. */
    private static boolean mayBe(String sent, String kept) {
        return folded(kept).isEmpty() || folded(kept).endsWith(folded(sent));
    }

    private static String folded(String text) {
        var normal = Normalizer.normalize(Objects.requireNonNullElse(text, ""), Normalizer.Form.NFKC);
        return normal.codePoints()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String code(Integer code) {
        return code == null || code == 0 ? "" : code.toString();
    }
}
