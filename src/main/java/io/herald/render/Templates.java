package io.herald.render;

import io.herald.render.TemplateRefused.Mistake;
import io.smallrye.common.classloader.ClassPathUtils;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * The message templates: those in {@code templates/messages} of the working directory, and for names it does not have those
 * that came with the program. A changed file counts from the next look on; a bad one is refused, and the last good one stays:
 * before the first good one that is the one that came with the program.
 */
@Singleton
public final class Templates {
    private static final Logger LOG = Logger.getLogger(Templates.class);
    private static final String FOLDER = "templates/messages";

    private final TemplateFolder folder;
    private final Map<String, MessageTemplate> shipped;
    private final Map<String, Seen> seen = new HashMap<>();

    /** A template's files as they were last looked at: what they gave, and what was wrong with them. */
    private record Seen(String stamp, Optional<MessageTemplate> good, List<Mistake> mistakes) {}

    @Inject
    public Templates() {
        this(Path.of(FOLDER), shipped());
    }

    Templates(Path folder, Map<String, MessageTemplate> shipped) {
        this.folder = new TemplateFolder(folder);
        this.shipped = Map.copyOf(shipped);
    }

    /** The template of this name as it is now, empty when there is none. */
    public Optional<MessageTemplate> find(String name) {
        return look(name).good;
    }

    /**
     * One of the templates that the program itself uses.
     *
     * @throws IllegalStateException when it was built without that
     */
    public MessageTemplate own(String name) {
        return find(name).orElseThrow(() -> new IllegalStateException("the program was built without " + name));
    }

    public SortedSet<String> names() {
        var names = new TreeSet<>(shipped.keySet());
        names.addAll(folder.names());
        return Collections.unmodifiableSortedSet(names);
    }

    /** What is wrong with the files as they are now; each template named here stands as it last was good. */
    public List<Mistake> mistakes() {
        return names().stream().flatMap(name -> look(name).mistakes.stream()).toList();
    }

    /** A file that cannot be read at this moment, perhaps for somebody is just replacing it, is looked at again next time. */
    private synchronized Seen look(String name) {
        var before = seen.getOrDefault(name, asShipped(name));
        try {
            var stamp = folder.stamp(name);
            if (!stamp.equals(before.stamp)) {
                seen.put(name, stamp.isEmpty() ? asShipped(name) : readAgain(name, stamp, before));
            }
            return seen.getOrDefault(name, before);
        } catch (IOException unreadable) {
            LOG.warnf(unreadable, "Template %s cannot be read now, %s", name, stays(before));
            return before;
        }
    }

    private Seen asShipped(String name) {
        return new Seen("", Optional.ofNullable(shipped.get(name)), List.of());
    }

    private Seen readAgain(String name, String stamp, Seen before) throws IOException {
        try {
            return new Seen(stamp, Optional.of(folder.read(name)), List.of());
        } catch (TemplateRefused refused) {
            LOG.warnf("Template %s is refused, %s: %s", name, stays(before), refused.getMessage());
            return new Seen(stamp, before.good, refused.mistakes());
        }
    }

    private static String stays(Seen before) {
        return before.good.isPresent() ? "the last good one stays" : "and there is no other of that name";
    }

    /** Found by one file that is surely there, for a jar need not have entries for its folders. */
    private static Map<String, MessageTemplate> shipped() {
        var known = Templates.class.getClassLoader().getResource(FOLDER + "/test-message/sms.zh.txt");
        if (known == null) {
            throw new IllegalStateException("the program was built without its message templates");
        }
        return ClassPathUtils.processAsPath(
                known, file -> all(new TemplateFolder(file.getParent().getParent())));
    }

    private static Map<String, MessageTemplate> all(TemplateFolder folder) {
        try {
            var all = new TreeMap<String, MessageTemplate>();
            for (var name : folder.names()) {
                all.put(name, folder.read(name));
            }
            return all;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the message templates of the program", unreadable);
        }
    }
}
