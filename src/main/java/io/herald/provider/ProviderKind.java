package io.herald.provider;

import java.util.Optional;

/** One kind of provider, both directions: it makes routes out of configuration and translates what the provider sends. */
public interface ProviderKind {
    /** The value of {@code kind} in the configuration and the {@code {kind}} in {@code /hooks/{kind}/status}. */
    String kind();

    /**
     * A route as configured.
     *
     * @throws IllegalArgumentException when a setting is missing or wrong: a sentence that starts with the setting's own name, such as
     *     {@code account-sid must be set.}
     */
    Route route(String name, SmsConfig.RouteConfig config);

    /** Whether a callback really comes from the provider of that route; decided before anything in it is believed. */
    boolean authentic(HookRequest request);

    /** A status callback, translated; empty when it says nothing that changes what is known. */
    Optional<Report> report(HookRequest request);

    /** A message from a phone, translated. */
    Optional<Inbound> inbound(HookRequest request);

    /** What the provider wants to hear back from an inbound message: media type and body. */
    HookAnswer inboundAnswer();

    /** The class of a code reported after acceptance, for deciding whether another try is worth it. */
    Outcome classify(String code);

    record HookAnswer(String mediaType, String body) {}
}
