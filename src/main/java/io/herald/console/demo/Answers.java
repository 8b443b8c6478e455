package io.herald.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.stream.StreamSupport;

/** One delegate opens their card and confirms the alert; for another the liaison does, who rang them up. */
record Answers(CongressApi api, Screen screen, URI hub) {
    void tell(NoticeLine alert) {
        screen.step("CONFIRM", "the alert asks for it: one delegate on their card, one by their liaison");
        var people = api.deliveries(alert.id(), "DELIVERED");
        if (people.size() < 2) {
            throw new DemoFailure("The alert did not reach two people who could confirm it.");
        }
        onTheCard(people.get(0));
        byTheLiaison(people.get(1));
        var counts = DelegationLine.sum(api.rollCall(alert.id()));
        screen.note("confirmed %,d of %,d; the others stand on the roll-call"
                .formatted(counts.confirmed(), counts.total()));
    }

    private void onTheCard(DeliveryLine delivery) {
        var token = api.delegate(delivery.person()).path("card").asText();
        var card = api.card(token);
        long shown = card.path("messages").size();
        long struck = messages(card)
                .filter(message -> message.path("outdated").asBoolean())
                .count();
        screen.note("%s %s: %s/c/%s".formatted(delivery.person(), delivery.name(), hub, token));
        screen.note("     the card shows %d messages, %d of them struck through as outdated".formatted(shown, struck));
        api.confirmOnCard(token, delivery.id());
    }

    private void byTheLiaison(DeliveryLine delivery) {
        var profile = api.delegate(delivery.person()).path("profile");
        var liaison = profile.path("liaison");
        var name = new Name(liaison.path("zh").asText(), liaison.path("en").asText());
        api.confirmFor(delivery.id(), name.toString());
        screen.note("%s %s: by liaison %s".formatted(delivery.person(), delivery.name(), name));
    }

    private static java.util.stream.Stream<JsonNode> messages(JsonNode card) {
        return StreamSupport.stream(card.path("messages").spliterator(), false);
    }
}
