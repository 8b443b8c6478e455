package io.herald.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.jackson.JsonFormat;
import io.cloudevents.rw.CloudEventRWException;
import io.herald.platform.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * CloudEvents 1.0 in its three HTTP modes, read into {@link Envelope}s.
 *
 * <p>Every method throws {@link Problem}: 400 when it is no CloudEvent at all, 422 when it is one that the hub does not
 * understand, with the attribute or the field of {@code data} and the reason.
 */
@ApplicationScoped
public class EventCodec {
    /** The media type of one event in JSON. */
    public static final String STRUCTURED = "application/cloudevents+json";

    /** The media type of several. */
    public static final String BATCH = "application/cloudevents-batch+json";

    private static final String HEADER = "ce-";

    /** Strict on purpose: a misspelt field would otherwise be a reminder at the wrong time. */
    private final ObjectMapper strict = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule()
                    .addDeserializer(Instant.class, new MomentReader())
                    .addSerializer(Instant.class, ToStringSerializer.instance))
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final JsonFormat format = new JsonFormat();

    /** {@code application/cloudevents+json}: one event. */
    public Envelope structured(byte[] body) {
        Keepable.check("the event", tree(body));
        return envelope(deserialized(body));
    }

    /** As it was written: the library makes a question mark of half a surrogate pair. */
    private JsonNode tree(byte[] body) {
        try {
            return strict.readTree(body);
        } catch (IOException wrong) {
            throw noEvent(reason(wrong));
        }
    }

    private CloudEvent deserialized(byte[] body) {
        try {
            return format.deserialize(body);
        } catch (CloudEventRWException
                | EventDeserializationException
                | IllegalArgumentException
                | IllegalStateException notAnEvent) {
            throw noEvent(reason(notAnEvent));
        }
    }

    private static Problem noEvent(String reason) {
        return Problem.unreadable("This is no CloudEvent 1.0: " + reason);
    }

    /** {@code application/cloudevents-batch+json}: a JSON array of events, refused whole if one of them is wrong. */
    public List<Envelope> batch(byte[] body) {
        var envelopes = new ArrayList<Envelope>();
        for (JsonNode element : array(body)) {
            try {
                Keepable.check("the event", element);
                envelopes.add(structured(strict.writeValueAsBytes(element)));
            } catch (Problem problem) {
                throw new Problem(
                        problem.status(),
                        problem.title(),
                        "Event " + (envelopes.size() + 1) + " of the batch: " + problem.getMessage());
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a tree that was read cannot be written", impossible);
            }
        }
        return envelopes;
    }

    /** Attributes in {@code ce-} headers (names in lower case), data in the body. */
    public Envelope binary(Map<String, String> headers, byte[] body) {
        return envelope(built(headers, body));
    }

    private static CloudEvent built(Map<String, String> headers, byte[] body) {
        try {
            var builder = CloudEventBuilder.fromSpecVersion(
                    SpecVersion.parse(headers.getOrDefault(HEADER + "specversion", "none")));
            headers.forEach((header, value) -> {
                if (header.startsWith(HEADER) && !header.equals(HEADER + "specversion")) {
                    set(builder, header.substring(HEADER.length()), value);
                }
            });
            return builder.withData(headers.getOrDefault("content-type", "application/json"), body)
                    .build();
        } catch (CloudEventRWException | IllegalArgumentException | IllegalStateException notAnEvent) {
            throw noEvent(reason(notAnEvent));
        }
    }

    /** An event of the hub's own making, as if it had come in. */
    public Envelope made(String source, String id, String congress, String subject, Event event) {
        var json = new TreeMap<String, Object>();
        json.put("specversion", "1.0");
        json.put("id", id);
        json.put("source", source);
        json.put("type", event.type());
        json.put("subject", subject);
        json.put("congress", congress);
        json.put("datacontenttype", "application/json");
        json.put("data", strict.convertValue(event, Map.class));
        return kept(json);
    }

    /** Reads an event that was kept as {@link Envelope#json()}. */
    public Envelope kept(Map<String, Object> json) {
        try {
            return structured(strict.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("an event that was read cannot be written", impossible);
        }
    }

    private static void set(CloudEventBuilder builder, String name, String value) {
        switch (name) {
            case "id" -> builder.withId(value);
            case "source" -> builder.withSource(URI.create(value));
            case "type" -> builder.withType(value);
            case "subject" -> builder.withSubject(value);
            case "time" -> builder.withTime(time(value));
            case "dataschema" -> builder.withDataSchema(URI.create(value));
            default -> builder.withExtension(name, value);
        }
    }

    private static OffsetDateTime time(String value) {
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException("ce-time: \"" + value + "\" is no RFC 3339 time.");
        }
    }

    private Envelope envelope(CloudEvent event) {
        if (event == null || event.getSpecVersion() != SpecVersion.V1) {
            throw noEvent("its specversion is not 1.0.");
        }
        var type = EventType.named(event.getType())
                .orElseThrow(() -> Problem.invalid("type: \"" + event.getType() + "\" is not known. Known are "
                        + Arrays.stream(EventType.values())
                                .map(known -> known.name)
                                .collect(Collectors.joining(", "))
                        + "."));
        var congress = extension(event, "congress");
        if (congress == null) {
            throw Problem.invalid("congress: this extension attribute names the congress and is missing.");
        }
        var subject = event.getSubject() == null ? "" : event.getSubject();
        var names = Subject.read(type.subjectShape, subject)
                .orElseThrow(() -> Problem.invalid(
                        "subject: \"" + subject + "\" does not have the shape " + type.subjectShape + "."));
        var sequence = sequence(event);
        var data = data(event);
        Keepable.check("id", event.getId());
        Keepable.check("congress", congress);
        Keepable.check("subject", subject);
        Keepable.check("data", data);
        var content = new TreeMap<String, Object>();
        content.put("type", type.name);
        content.put("congress", congress);
        content.put("subject", subject);
        content.put("sequence", sequence);
        content.put("data", data);
        return new Envelope(
                event.getSource().toString(),
                event.getId(),
                type,
                congress,
                subject,
                names,
                sequence,
                event.getTime() == null ? null : event.getTime().toInstant(),
                read(type, data),
                fingerprint(content),
                json(event, type, congress, subject, sequence, data));
    }

    private Event read(EventType type, JsonNode data) {
        try {
            return strict.treeToValue(data, type.data);
        } catch (JsonMappingException wrong) {
            var path = wrong.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                    .collect(Collectors.joining("."));
            throw Problem.invalid("data" + (path.isEmpty() ? "" : "." + path) + ": " + reason(wrong));
        } catch (JsonProcessingException wrong) {
            throw Problem.invalid("data: " + reason(wrong));
        }
    }

    private JsonNode data(CloudEvent event) {
        try {
            var data = event.getData();
            var tree = data == null ? null : strict.readTree(data.toBytes());
            if (tree == null || !tree.isObject()) {
                throw Problem.invalid("data: a JSON object is needed.");
            }
            return tree;
        } catch (IOException wrong) {
            throw Problem.unreadable("data is no JSON: " + reason(wrong));
        }
    }

    private JsonNode array(byte[] body) {
        try {
            var tree = strict.readTree(body);
            if (tree == null || !tree.isArray()) {
                throw Problem.unreadable("A batch is a JSON array of CloudEvents.");
            }
            return tree;
        } catch (IOException wrong) {
            throw Problem.unreadable("The batch is no JSON: " + reason(wrong));
        }
    }

    private static Long sequence(CloudEvent event) {
        var value = extension(event, "sequence");
        if (value == null) {
            return null;
        }
        try {
            return Long.valueOf(value.strip());
        } catch (NumberFormatException wrong) {
            throw Problem.invalid("sequence: \"" + value + "\" is no whole number.");
        }
    }

    private static String extension(CloudEvent event, String name) {
        var value = event.getExtension(name);
        return value == null || value.toString().isBlank() ? null : value.toString();
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> json(
            CloudEvent event, EventType type, String congress, String subject, Long sequence, JsonNode data) {
        var json = new TreeMap<String, Object>();
        json.put("specversion", "1.0");
        json.put("id", event.getId());
        json.put("source", event.getSource().toString());
        json.put("type", type.name);
        json.put("subject", subject);
        json.put("congress", congress);
        if (sequence != null) {
            json.put("sequence", sequence.toString());
        }
        if (event.getTime() != null) {
            json.put("time", event.getTime().toString());
        }
        json.put("datacontenttype", "application/json");
        json.put("data", strict.convertValue(data, Map.class));
        return json;
    }

    private String fingerprint(Map<String, Object> content) {
        try {
            var canonical = strict.writeValueAsString(strict.convertValue(content, Map.class));
            var digest = MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (JsonProcessingException | NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(
                    "what was read as JSON can be written, and every JVM has SHA-256", impossible);
        }
    }

    /** The innermost reason, in one line, without Jackson's class names and source excerpts. */
    private static String reason(Throwable wrong) {
        Throwable inner = wrong;
        while (inner.getCause() != null && inner.getCause() != inner) {
            inner = inner.getCause();
        }
        if (inner instanceof com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException unknown) {
            return "\"" + unknown.getPropertyName() + "\" is not a known field.";
        }
        var said = inner instanceof JsonProcessingException json ? json.getOriginalMessage() : inner.getMessage();
        return said == null
                ? inner.getClass().getSimpleName()
                : said.lines().findFirst().orElse("");
    }
}
