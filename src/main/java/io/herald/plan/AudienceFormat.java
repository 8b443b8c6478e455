package io.herald.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.herald.plan.Audience.Delegates;
import io.herald.plan.Audience.Delegations;
import io.herald.plan.Audience.Everyone;
import io.herald.plan.Audience.Recipients;
import io.herald.plan.Audience.Residences;
import io.herald.plan.Audience.SeatedAt;
import io.herald.plan.Audience.Staff;
import io.herald.plan.Audience.Vehicles;
import io.herald.roster.StaffRole;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The JSON form of an audience, both ways: {@code "everyone"}, {@code {"delegations":["D01"]}}, {@code {"residences":[..]}},
 * {@code {"vehicles":[..]}}, {@code {"seated-at":"opening"}}, {@code {"delegates":["001"]}}, {@code {"recipients":[1]}},
 * {@code {"liaisons-of":<audience>}}, {@code {"staff":["DUTY"]}}, {@code {"any-of":[..]}},
 * {@code {"both":[<audience>,<audience>]}} and {@code {"except":{"from":<audience>,"without":<audience>}}}. Playbooks may use {@link RuleAudience.Word}s besides.
 */
public final class AudienceFormat {
    /** Deeper than any audience makes sense, and far from the end of the stack. */
    private static final int DEEPEST = 16;

    private AudienceFormat() {}

    /** @throws IllegalArgumentException with the reason in words a person can act on */
    public static Audience read(JsonNode json) {
        var audience = read(json, 0);
        var words = audience.words();
        if (!words.isEmpty()) {
            throw bad(
                    "\"" + words.get(0).text + "\" has a meaning only in a playbook, where an event stands behind it");
        }
        return audience.in(null);
    }

    /** As {@link #read}, with the words of playbooks. */
    static RuleAudience readRule(JsonNode json) {
        return read(json, 0);
    }

    private static RuleAudience read(JsonNode json, int depth) {
        if (depth > DEEPEST) {
            throw bad("the audience is nested more than " + DEEPEST + " deep");
        } else if (json == null || json.isMissingNode() || json.isNull()) {
            throw bad("an audience is missing");
        } else if (json.isTextual()) {
            return word(json.textValue());
        } else if (!json.isObject() || json.size() != 1) {
            throw bad(
                    "an audience is a word such as everyone, or one key with its value such as {\"delegations\":[\"D01\"]}");
        }
        var form = json.fields().next();
        var value = form.getValue();
        return switch (form.getKey()) {
            case "delegations" -> fixed(new Delegations(codes(form.getKey(), value)));
            case "residences" -> fixed(new Residences(codes(form.getKey(), value)));
            case "vehicles" -> fixed(new Vehicles(codes(form.getKey(), value)));
            case "seated-at" -> fixed(new SeatedAt(code(form.getKey(), value)));
            case "delegates" -> fixed(new Delegates(codes(form.getKey(), value)));
            case "recipients" -> fixed(new Recipients(all(form.getKey(), value, AudienceFormat::id)));
            case "staff" -> fixed(new Staff(all(form.getKey(), value, AudienceFormat::role)));
            case "liaisons-of" -> new RuleAudience.LiaisonsOf(read(value, depth + 1));
            case "any-of" -> new RuleAudience.AnyOf(anyOf(value, depth));
            case "except" -> except(value, depth);
            case "both" -> both(value, depth);
            default -> throw bad("\"" + form.getKey() + "\" is no kind of audience");
        };
    }

    private static RuleAudience word(String word) {
        if (word.equals("everyone")) {
            return fixed(new Everyone());
        }
        return RuleAudience.Word.of(word)
                .<RuleAudience>map(RuleAudience.Named::new)
                .orElseThrow(() -> bad("\"" + word + "\" is no word for an audience"));
    }

    private static List<RuleAudience> anyOf(JsonNode value, int depth) {
        if (!value.isArray()) {
            throw bad("any-of takes a list of audiences");
        }
        List<RuleAudience> audiences = new ArrayList<>();
        value.forEach(each -> audiences.add(read(each, depth + 1)));
        return audiences;
    }

    private static RuleAudience except(JsonNode value, int depth) {
        if (!value.isObject() || value.size() != 2 || !value.has("from") || !value.has("without")) {
            throw bad("except takes exactly from and without");
        }
        return new RuleAudience.Except(read(value.get("from"), depth + 1), read(value.get("without"), depth + 1));
    }

    private static RuleAudience both(JsonNode value, int depth) {
        if (!value.isArray() || value.size() != 2) {
            throw bad("both takes a list of two audiences");
        }
        return new RuleAudience.Both(read(value.get(0), depth + 1), read(value.get(1), depth + 1));
    }

    private static RuleAudience fixed(Audience audience) {
        return new RuleAudience.Fixed(audience);
    }

    private static Set<String> codes(String key, JsonNode value) {
        return all(key, value, each -> code(key, each));
    }

    private static <T> Set<T> all(String key, JsonNode value, Function<JsonNode, T> reading) {
        if (!value.isArray()) {
            throw bad(key + " takes a list");
        }
        Set<T> all = new HashSet<>();
        value.forEach(each -> all.add(reading.apply(each)));
        return all;
    }

    private static String code(String key, JsonNode value) {
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw bad(key + " takes codes, as texts");
        }
        return value.textValue();
    }

    private static Long id(JsonNode value) {
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw bad("recipients takes ids, as whole numbers");
        }
        return value.longValue();
    }

    private static StaffRole role(JsonNode value) {
        for (var role : StaffRole.values()) {
            if (role.name().equals(value.asText().toUpperCase(Locale.ROOT))) {
                return role;
            }
        }
        throw bad("\"" + value.asText() + "\" is no staff role (" + List.of(StaffRole.values()) + ")");
    }

    private static IllegalArgumentException bad(String reason) {
        return new IllegalArgumentException(reason);
    }

    /** Maps, sorted lists, numbers and texts that any JSON writer takes; {@link #read} answers an equal audience. */
    public static Object write(Audience audience) {
        if (audience instanceof Everyone) {
            return "everyone";
        } else if (audience instanceof Delegations delegations) {
            return Map.of("delegations", sorted(delegations.codes()));
        } else if (audience instanceof Residences residences) {
            return Map.of("residences", sorted(residences.codes()));
        } else if (audience instanceof Vehicles vehicles) {
            return Map.of("vehicles", sorted(vehicles.codes()));
        } else if (audience instanceof SeatedAt seated) {
            return Map.of("seated-at", seated.item());
        } else if (audience instanceof Delegates delegates) {
            return Map.of("delegates", sorted(delegates.codes()));
        } else if (audience instanceof Recipients recipients) {
            return Map.of("recipients", sorted(recipients.ids()));
        } else if (audience instanceof Staff staff) {
            return Map.of(
                    "staff", sorted(staff.roles()).stream().map(StaffRole::name).toList());
        } else if (audience instanceof Audience.LiaisonsOf liaisons) {
            return Map.of("liaisons-of", write(liaisons.of()));
        } else if (audience instanceof Audience.AnyOf any) {
            return Map.of(
                    "any-of",
                    any.audiences().stream().map(AudienceFormat::write).toList());
        } else if (audience instanceof Audience.Except except) {
            return Map.of("except", Map.of("from", write(except.from()), "without", write(except.without())));
        } else if (audience instanceof Audience.Both both) {
            return Map.of("both", List.of(write(both.one()), write(both.other())));
        }
        throw new IllegalStateException("no form for the audience " + audience);
    }

    private static <T extends Comparable<? super T>> List<T> sorted(Collection<T> values) {
        return values.stream().sorted().toList();
    }
}
