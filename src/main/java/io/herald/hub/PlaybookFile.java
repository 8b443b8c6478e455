package io.herald.hub;

import io.herald.plan.Mistake;
import io.herald.plan.Playbook;
import io.herald.plan.PlaybookException;
import io.herald.plan.PlaybookReader;
import io.herald.render.Templates;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * The playbook in force: {@code config/playbook.yaml} of the working directory, or the one in the jar. A changed file is read
 * within seconds; one with mistakes is refused with their lines, and the last good one stays.
 */
@ApplicationScoped
class PlaybookFile {
    private static final Logger LOG = Logger.getLogger(PlaybookFile.class);
    private static final Path FILE = Path.of("config", "playbook.yaml");
    private static final String SHIPPED = "herald-defaults/playbook.yaml";

    private final Templates templates;
    private volatile Playbook inForce;
    private volatile String text = "";
    private volatile String refused = "";
    private volatile List<Mistake> mistakes = List.of();

    PlaybookFile(Templates templates) {
        this.templates = templates;
    }

    Playbook inForce() {
        return inForce;
    }

    /** The text of the playbook in force. */
    String text() {
        return text;
    }

    /** What is wrong with the file as it is now, none when it is in force. */
    List<Mistake> mistakes() {
        return mistakes;
    }

    void start(@Observes StartupEvent event) {
        reload();
        if (inForce == null) {
            take(shipped());
        }
    }

    @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        reload();
    }

    /** Reads the file again if it says something else than before. */
    void reload() {
        var now = Files.exists(FILE) ? read() : shipped();
        if (now.equals(text) || now.equals(refused)) {
            return;
        }
        try {
            take(now);
            LOG.infof("The playbook is in force, with %d rules", inForce.rules().size());
        } catch (PlaybookException wrong) {
            refused = now;
            mistakes = wrong.mistakes();
            LOG.errorf("The playbook is refused, the last good one stays: %s", lines(mistakes));
        }
    }

    /**
     * Puts this playbook in force.
     *
     * @throws PlaybookException when there is a mistake in it: the last good one stays
     */
    void take(String candidate) {
        var playbook = PlaybookReader.read(candidate);
        var unknown = playbook.templates().stream()
                .filter(name -> templates.find(name).isEmpty())
                .map(name -> new Mistake(line(candidate, name), "there is no template " + name))
                .toList();
        if (!unknown.isEmpty()) {
            throw new PlaybookException(unknown);
        }
        inForce = playbook;
        text = candidate;
        refused = "";
        mistakes = List.of();
    }

    private static int line(String yaml, String template) {
        var lines = yaml.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (lines.get(line)
                    .matches(".*(template|summary|digest):\\s*\"?" + java.util.regex.Pattern.quote(template)
                            + "\\b.*")) {
                return line + 1;
            }
        }
        return 1;
    }

    private static String lines(List<Mistake> mistakes) {
        return mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; "));
    }

    private static String read() {
        try {
            return Files.readString(FILE);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String shipped() {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(SHIPPED)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
