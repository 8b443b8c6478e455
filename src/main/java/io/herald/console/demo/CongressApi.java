package io.herald.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The part of the hub's REST interface that the demo uses, for one congress. */
final class CongressApi {
    static final String CLOUD_EVENT = "application/cloudevents+json";
    private static final String SOURCE = "/demo";
    private static final int PAGE = 1000;

    private final Rest rest;
    private final String congress;

    CongressApi(Rest rest, String congress) {
        this.rest = rest;
        this.congress = congress;
    }

    JsonNode create(byte[] form) {
        return rest.put(path(""), form);
    }

    /** @param what delegations, delegates, agenda and so on; {@code csv} is the file */
    JsonNode importTable(String what, byte[] csv) {
        return rest.post(path("/" + what + "/import?filename=" + what + ".csv"), "text/csv", csv);
    }

    /** A CloudEvent of the demo, ready to be posted. */
    byte[] event(String id, String type, String subject, Long sequence, Map<String, ?> data) {
        var event = new LinkedHashMap<String, Object>();
        event.put("specversion", "1.0");
        event.put("id", id);
        event.put("source", SOURCE);
        event.put("type", type);
        event.put("subject", subject);
        event.put("congress", congress);
        if (sequence != null) {
            event.put("sequence", sequence.toString());
        }
        event.put("data", data);
        return rest.bytes(event);
    }

    Fate post(byte[] event) {
        return fate(rest.post("/api/events", CLOUD_EVENT, event));
    }

    List<Fate> postAtOnce(int times, byte[] event) {
        return rest.postAtOnce(times, "/api/events", CLOUD_EVENT, event).stream()
                .map(this::fate)
                .toList();
    }

    /** What became of an event; {@code reason} says what followed from it. */
    record Fate(String id, String fate, String reason) {}

    Fate fate(JsonNode node) {
        return rest.as(Fate.class, node);
    }

    /** One secretary asks for a broadcast and, where that needs two, another releases it; answers its id. */
    String broadcast(Map<String, ?> request, String asker, String second) {
        var asked = rest.post(path("/notices?by=" + asker), request);
        var notice = asked.path("id").asText();
        if (asked.has("waiting")) {
            var basis = asked.path("waiting").path("basis").asText();
            rest.post(path("/notices/" + notice + "/approve?by=" + second), Map.of("basis", basis));
        }
        return notice;
    }

    /** All notices, or those about a subject; the newest first. */
    List<NoticeLine> notices(String subject) {
        return all("/notices?" + (subject == null ? "" : "subject=" + subject + "&"), NoticeLine.class);
    }

    /** The notice of that rule about a subject which nothing newer has replaced. */
    Optional<NoticeLine> inForce(String subject, String rule) {
        return notices(subject).stream()
                .filter(notice -> notice.inForce() && notice.name().equals(rule))
                .findFirst();
    }

    List<DelegationLine> rollCall(String notice) {
        return items(rest.get(path("/notices/" + notice + "/roll-call")), DelegationLine.class);
    }

    List<DelegationLine> board() {
        return items(rest.get(path("/board?by=delegation")), DelegationLine.class);
    }

    List<DeliveryLine> failed() {
        return all("/deliveries?state=FAILED&", DeliveryLine.class);
    }

    List<DeliveryLine> deliveries(String notice, String state) {
        return all("/notices/" + notice + "/deliveries?state=" + state + "&", DeliveryLine.class);
    }

    Witness witness() {
        return rest.as(Witness.class, rest.get("/api/sandbox/summary"));
    }

    /** A delegate in full: {@code profile} and the {@code card}'s token. */
    JsonNode delegate(String code) {
        return rest.get(path("/delegates/" + code));
    }

    JsonNode card(String token) {
        return rest.get("/c/" + token);
    }

    void confirmOnCard(String token, long delivery) {
        rest.post("/c/" + token + "/deliveries/" + delivery + "/confirm", Map.of());
    }

    void confirmFor(long delivery, String liaison) {
        rest.post(path("/deliveries/" + delivery + "/confirm"), Map.of("by", liaison, "way", "LIAISON"));
    }

    private <T> List<T> all(String query, Class<T> type) {
        var found = new ArrayList<T>();
        String after = "";
        while (after != null) {
            var page = rest.get(path(query + "limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + after)));
            found.addAll(items(page, type));
            after = page.path("next").asText(null);
        }
        return found;
    }

    private <T> List<T> items(JsonNode page, Class<T> type) {
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> rest.as(type, item))
                .toList();
    }

    private String path(String rest) {
        return "/api/congresses/" + congress + rest;
    }
}
