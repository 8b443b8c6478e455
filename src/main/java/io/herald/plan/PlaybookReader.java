package io.herald.plan;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads a playbook whole, or says everything that is wrong with it. */
public final class PlaybookReader {
    private static final Set<String> KEYS = new TreeSet<>(List.of("rules", "summary", "digest"));

    private PlaybookReader() {}

    /** @throws PlaybookException with every mistake and its line */
    public static Playbook read(String yaml) {
        var mistakes = new ArrayList<Mistake>();
        var playbook = YamlMap.of(document(yaml), "the playbook", KEYS, mistakes);
        var rules = rules(playbook, mistakes);
        var summary = playbook.one("summary", Playbook.SUMMARY, RuleReader::name);
        var digest = playbook.one("digest", Playbook.DIGEST, PlaybookReader::nameOrNone);
        if (!mistakes.isEmpty()) {
            throw new PlaybookException(mistakes);
        }
        return new Playbook(rules, summary, digest);
    }

    private static String nameOrNone(String text) {
        return text.equals("none") ? null : RuleReader.name(text);
    }

    private static Node document(String yaml) {
        try {
            var document = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (document == null) {
                throw new PlaybookException(List.of(new Mistake(1, "the playbook is empty")));
            }
            return document;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw new PlaybookException(List.of(new Mistake(line, "this is no YAML: " + e.getProblem())));
        } catch (YAMLException e) {
            throw new PlaybookException(List.of(new Mistake(1, "this is no YAML: " + e.getMessage())));
        }
    }

    private static List<Rule> rules(YamlMap playbook, List<Mistake> mistakes) {
        playbook.require("rules", "the playbook");
        if (!playbook.has("rules")) {
            return List.of();
        } else if (!(playbook.node("rules") instanceof SequenceNode list)
                || list.getValue().isEmpty()) {
            playbook.mistake("rules", "\"rules\" takes a list of rules");
            return List.of();
        } else {
            return rules(list, mistakes);
        }
    }

    private static List<Rule> rules(SequenceNode list, List<Mistake> mistakes) {
        var rules = new ArrayList<Rule>();
        Map<String, Integer> seen = new HashMap<>();
        for (var node : list.getValue()) {
            var rule = RuleReader.read(node, mistakes);
            var earlier = seen.putIfAbsent(rule.name(), YamlMap.lineOf(node));
            if (earlier != null && !rule.name().isEmpty()) {
                mistakes.add(new Mistake(
                        YamlMap.lineOf(node), "the rule of line " + earlier + " is named " + rule.name() + " too"));
            }
            rules.add(rule);
        }
        return rules;
    }
}
