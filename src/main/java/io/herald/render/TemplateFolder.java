package io.herald.render;

import io.herald.render.TemplateRefused.Mistake;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A folder of message templates: one folder each, one file for each channel and language. */
record TemplateFolder(Path root) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final String ENDING = ".txt";

    SortedSet<String> names() {
        if (!Files.isDirectory(root)) {
            return new TreeSet<>();
        }
        try (var entries = Files.list(root)) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString().replace("/", ""))
                    .filter(TemplateFolder::isName)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot list the message templates", unreadable);
        }
    }

    /** What tells one state of a template's files from another, without reading them; empty when it has none. */
    String stamp(String name) throws IOException {
        var stamp = new StringBuilder();
        for (var file : files(name)) {
            stamp.append(file.getFileName())
                    .append(' ')
                    .append(Files.getLastModifiedTime(file))
                    .append(' ')
                    .append(Files.size(file))
                    .append('\n');
        }
        return stamp.toString();
    }

    /** @throws TemplateRefused with every mistake in its files */
    MessageTemplate read(String name) throws IOException {
        var texts = new HashMap<String, String>();
        var mistakes = new ArrayList<Mistake>();
        for (var file : files(name)) {
            var title = name + "/" + file.getFileName();
            var key = file.getFileName().toString().replaceFirst("\\.txt$", "");
            try {
                texts.put(key, text(file));
            } catch (CharacterCodingException otherEncoding) {
                mistakes.add(new Mistake(title, 0, "is not UTF-8"));
            }
        }
        if (!mistakes.isEmpty()) {
            throw new TemplateRefused(mistakes);
        }
        return MessageTemplate.of(name, texts);
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** An editor's own files beside the texts, hidden or with endings of their own, are none of ours. */
    private List<Path> files(String name) throws IOException {
        var folder = root.resolve(name);
        if (!isName(name) || !Files.isDirectory(folder)) {
            return List.of();
        }
        try (var entries = Files.list(folder)) {
            var byName = new TreeMap<String, Path>();
            entries.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ENDING))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .forEach(file -> byName.put(file.getFileName().toString(), file));
            return List.copyOf(byName.values());
        }
    }

    private static String text(Path file) throws IOException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                .toString();
        var withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return withoutMark.replace("\r\n", "\n");
    }
}
