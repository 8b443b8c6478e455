package io.herald.hub;

import static io.herald.hub.Bad.utf8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Events, broadcasts and congresses that cannot be understood. */
final class BadCalls {
    private BadCalls() {}

    static Stream<Bad> events() {
        var moved = event("schedule.item-moved", "agenda/opening", Map.of("start", "2030-03-15T09:00:00Z"));
        return Stream.of(
                posted("no JSON", "{oops", 400, "CloudEvent"),
                posted("no specversion", without(moved, "specversion"), 400, "CloudEvent"),
                posted("no id", without(moved, "id"), 400, "CloudEvent"),
                posted(
                        "a type nobody knows",
                        moved.copy().put("type", "schedule.item-lost").encode(),
                        422,
                        "type",
                        "schedule.item-moved"),
                posted("no congress", without(moved, "congress"), 422, "congress"),
                posted(
                        "a congress that is not there",
                        moved.copy().put("congress", "none").encode(),
                        422,
                        "congress",
                        "none"),
                posted(
                        "a subject of another shape",
                        moved.copy().put("subject", "opening").encode(),
                        422,
                        "subject",
                        "agenda/{item}"),
                posted(
                        "a sequence that is no number",
                        moved.copy().put("sequence", "first").encode(),
                        422,
                        "sequence",
                        "first"),
                posted(
                        "a misspelt field",
                        event(
                                        "schedule.item-moved",
                                        "agenda/opening",
                                        Map.of("start", "2030-03-15T09:00:00Z", "strat", "x"))
                                .encode(),
                        422,
                        "strat"),
                posted(
                        "nothing that moved",
                        event("schedule.item-moved", "agenda/opening", Map.of()).encode(),
                        422,
                        "nothing moved"),
                posted(
                        "a start that is no time",
                        event("schedule.item-moved", "agenda/opening", Map.of("start", "soon"))
                                .encode(),
                        422,
                        "data.start"),
                posted(
                        "an end before the start it keeps",
                        event("schedule.item-moved", "agenda/opening", Map.of("end", "2020-01-01T00:00:00Z"))
                                .encode(),
                        422,
                        "end"),
                posted(
                        "data that is no object",
                        moved.copy().put("data", "text").encode(),
                        422,
                        "data"),
                posted(
                        "a delegation that is not there",
                        event(
                                        "security.alert",
                                        "security/x",
                                        Map.of("text", Map.of("zh", "走"), "delegations", List.of("D99")))
                                .encode(),
                        422,
                        "D99"),
                posted(
                        "a residence that is not there",
                        event("security.group-isolated", "delegation/D01", Map.of("residence", "R9"))
                                .encode(),
                        422,
                        "R9"),
                posted(
                        "a copy twice",
                        event(
                                        "document.issued",
                                        "document/1",
                                        Map.of(
                                                "title",
                                                Map.of("zh", "文"),
                                                "copies",
                                                List.of(
                                                        Map.of("number", "1", "delegate", "001"),
                                                        Map.of("number", "1", "delegate", "002"))))
                                .encode(),
                        422,
                        "copies"),
                new Bad(
                        "event: a batch with one wrong event",
                        "/api/events",
                        "application/cloudevents-batch+json",
                        utf8(new JsonArray()
                                .add(moved)
                                .add(event("schedule.item-moved", "agenda/opening", Map.of()))
                                .encode()),
                        422,
                        List.of("Event 2")),
                new Bad(
                        "event: a batch that is no array",
                        "/api/events",
                        "application/cloudevents-batch+json",
                        utf8(moved.encode()),
                        400,
                        List.of("array")),
                new Bad(
                        "event: no mode at all",
                        "/api/events",
                        "application/json",
                        utf8(moved.encode()),
                        400,
                        List.of("ce-specversion")));
    }

    static Stream<Bad> broadcasts() {
        var good =
                new JsonObject().put("text", new JsonObject().put("zh", "通知")).put("audience", "everyone");
        return Stream.of(
                broadcast("no JSON", "{oops", 400, "line"),
                broadcast("no text", without(good, "text"), 422, "template, text"),
                broadcast(
                        "text and template",
                        good.copy().put("template", "welcome").encode(),
                        422,
                        "template, text"),
                broadcast(
                        "a template that is not there",
                        without(good.copy().put("template", "no-such"), "text"),
                        422,
                        "no-such"),
                broadcast(
                        "an empty text",
                        good.copy().put("text", new JsonObject().put("zh", " ")).encode(),
                        422,
                        "text.zh"),
                broadcast(
                        "a language nobody speaks",
                        good.copy()
                                .put("text", new JsonObject().put("tlh", "Qapla"))
                                .encode(),
                        422,
                        "tlh"),
                broadcast(
                        "a hole that is none",
                        good.copy()
                                .put("text", new JsonObject().put("zh", "{delegate.shoes}"))
                                .encode(),
                        422,
                        "delegate.shoes"),
                broadcast("no audience", without(good, "audience"), 422, "audience"),
                broadcast(
                        "an audience of no kind",
                        good.copy()
                                .put("audience", new JsonObject().put("friends", "all"))
                                .encode(),
                        422,
                        "audience",
                        "friends"),
                broadcast(
                        "an audience of nobody",
                        good.copy()
                                .put("audience", new JsonObject().put("delegations", new JsonArray().add("D99")))
                                .encode(),
                        422,
                        "nobody"),
                broadcast(
                        "a lane that is none",
                        good.copy().put("lane", "express").encode(),
                        422,
                        "lane",
                        "express"),
                broadcast(
                        "confidential and on no card",
                        good.copy()
                                .put("confidential", true)
                                .put("channels", new JsonArray().add("sms"))
                                .encode(),
                        422,
                        "channels",
                        "card"),
                new Bad(
                        "broadcast: asked for by nobody who is known",
                        "/notices?by=X99",
                        "application/json",
                        utf8(good.encode()),
                        422,
                        List.of("by:", "X99")),
                broadcast(
                        "a channel that is none",
                        good.copy()
                                .put("channels", new JsonArray().add("pigeon"))
                                .encode(),
                        422,
                        "channels",
                        "pigeon"),
                broadcast(
                        "of no use when it is due",
                        good.copy().put("use-by", "2020-01-01T00:00:00Z").encode(),
                        422,
                        "use-by"),
                broadcast(
                        "an item that is not there",
                        good.copy().put("item", "nowhere").encode(),
                        422,
                        "item",
                        "nowhere"),
                broadcast(
                        "a fact that is none",
                        good.copy()
                                .put("facts", new JsonObject().put("start", new JsonObject().put("at", "soon")))
                                .encode(),
                        422,
                        "facts"));
    }

    static Stream<Bad> congresses() {
        return Stream.of(
                congress("less than nobody", "{\"twoPersons\": {\"above\": -1}}", "settings.twoPersons.above"),
                congress("a word of nothing", "{\"forbiddenWords\": [\"绝密\", \" \"]}", "settings.forbiddenWords"),
                congress(
                        "a signature that must not leave",
                        "{\"signature\": {\"zh\": \"【ＡＢ会】\"}, \"forbiddenWords\": [\"ab\"]}",
                        "settings.forbiddenWords",
                        "signature"),
                new Bad(
                        "congress: every field wrong",
                        "",
                        "application/json",
                        utf8(
                                "{\"zone\": \"Mars/Base\", \"languages\": [\"fr\"], \"region\": \"XX\", \"sample\": true}"),
                        422,
                        List.of("zone", "languages", "region", "name")),
                new Bad(
                        "congress: half of the quiet hours",
                        "",
                        "application/json",
                        utf8(
                                "{\"name\": {\"zh\": \"会\"}, \"zone\": \"Asia/Shanghai\", \"languages\": [\"zh\"], \"region\": \"CN\", \"sample\": true, \"settings\": {\"quietFrom\": \"22:00\"}}"),
                        400,
                        List.of("/settings")));
    }

    private static Bad congress(String what, String settings, String... says) {
        var form =
                "{\"name\": {\"zh\": \"会\"}, \"zone\": \"Asia/Shanghai\", \"languages\": [\"zh\"], \"region\": \"CN\", \"sample\": true, \"settings\": %s}";
        return new Bad("congress: " + what, "", "application/json", utf8(form.formatted(settings)), 422, List.of(says));
    }

    private static Bad posted(String what, String event, int status, String... says) {
        return new Bad(
                "event: " + what, "/api/events", "application/cloudevents+json", utf8(event), status, List.of(says));
    }

    private static Bad broadcast(String what, String body, int status, String... says) {
        return new Bad("broadcast: " + what, "/notices", "application/json", utf8(body), status, List.of(says));
    }

    private static JsonObject event(String type, String subject, Object data) {
        return new JsonObject()
                .put("specversion", "1.0")
                .put("id", "bad")
                .put("source", "/bad")
                .put("type", type)
                .put("subject", subject)
                .put("congress", "bad-input")
                .put("data", data);
    }

    private static String without(JsonObject json, String field) {
        var copy = json.copy();
        copy.remove(field);
        return copy.encode();
    }
}
