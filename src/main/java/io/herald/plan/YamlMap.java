package io.herald.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping read key by key. Each mistake is noted with its line and reading goes on, so that a person sees all of them at
 * once; a value with a mistake is answered by its default.
 */
final class YamlMap {
    /** Aliases can make a YAML value contain itself; nothing in a playbook is nearly as deep. */
    private static final int DEEPEST = 40;

    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final int line;
    private final boolean readable;
    private final List<Mistake> mistakes;

    private YamlMap(int line, boolean readable, List<Mistake> mistakes) {
        this.line = line;
        this.readable = readable;
        this.mistakes = mistakes;
    }

    /** The mapping with these keys; what is no mapping is a mistake and reads as an empty one. */
    static YamlMap of(Node node, String what, Set<String> known, List<Mistake> mistakes) {
        var map = new YamlMap(lineOf(node), node instanceof MappingNode, mistakes);
        if (!(node instanceof MappingNode mapping)) {
            mistakes.add(
                    new Mistake(lineOf(node), what + " has to be made of keys and values (" + listed(known) + ")"));
            return map;
        }
        for (var tuple : mapping.getValue()) {
            var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            int keyLine = lineOf(tuple.getKeyNode());
            if (!known.contains(key)) {
                mistakes.add(new Mistake(keyLine, "\"" + key + "\" is no key of " + what + " (" + listed(known) + ")"));
            } else if (map.values.put(key, tuple.getValueNode()) != null) {
                mistakes.add(new Mistake(keyLine, "\"" + key + "\" stands here twice"));
            } else {
                map.lines.put(key, keyLine);
            }
        }
        return map;
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** The line of the key, or of the mapping where it has no such key. */
    int line(String key) {
        return lines.getOrDefault(key, line);
    }

    void mistake(String key, String reason) {
        mistakes.add(new Mistake(line(key), reason));
    }

    Node node(String key) {
        return values.get(key);
    }

    void require(String key, String what) {
        if (readable && !has(key)) {
            mistake(key, what + " needs \"" + key + "\"");
        }
    }

    /** One text, understood by {@code reading}, whose IllegalArgumentException becomes the mistake. */
    <T> T one(String key, T otherwise, Function<String, T> reading) {
        if (!has(key)) {
            return otherwise;
        } else if (node(key) instanceof ScalarNode scalar) {
            return understood(scalar, otherwise, text -> reading.apply(text.getValue()));
        }
        mistake(key, "\"" + key + "\" takes one value");
        return otherwise;
    }

    /** A list of texts, or a single one for a list of one. */
    <T> List<T> many(String key, List<T> otherwise, Function<String, T> reading) {
        if (!has(key)) {
            return otherwise;
        }
        var nodes = node(key) instanceof SequenceNode list ? list.getValue() : List.of(node(key));
        if (nodes.isEmpty()) {
            mistake(key, "\"" + key + "\" is empty");
        }
        List<T> all = new ArrayList<>();
        for (var node : nodes) {
            if (node instanceof ScalarNode scalar) {
                var value = understood(scalar, null, text -> reading.apply(text.getValue()));
                if (value != null) {
                    all.add(value);
                }
            } else {
                mistakes.add(new Mistake(lineOf(node), "\"" + key + "\" takes one value, or a list of them"));
            }
        }
        return all;
    }

    /** Any value, as JSON in which every scalar is a text. */
    <T> T tree(String key, T otherwise, Function<JsonNode, T> reading) {
        return has(key) ? understood(node(key), otherwise, node -> reading.apply(json(node, 0))) : otherwise;
    }

    private <N extends Node, T> T understood(N node, T otherwise, Function<N, T> reading) {
        try {
            return reading.apply(node);
        } catch (IllegalArgumentException e) {
            mistakes.add(new Mistake(lineOf(node), e.getMessage()));
            return otherwise;
        }
    }

    private static JsonNode json(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("the value is nested too deep");
        }
        var json = JsonNodeFactory.instance;
        if (node instanceof SequenceNode list) {
            var array = json.arrayNode();
            list.getValue().forEach(each -> array.add(json(each, depth + 1)));
            return array;
        } else if (node instanceof MappingNode mapping) {
            var object = json.objectNode();
            for (var tuple : mapping.getValue()) {
                var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (object.replace(key, json(tuple.getValueNode(), depth + 1)) != null) {
                    throw new IllegalArgumentException("\"" + key + "\" stands here twice");
                }
            }
            return object;
        }
        return json.textNode(((ScalarNode) node).getValue());
    }

    static int lineOf(Node node) {
        return node.getStartMark().getLine() + 1;
    }

    static String listed(Set<String> names) {
        return String.join(", ", names);
    }
}
