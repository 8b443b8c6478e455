package io.herald.provider;

import java.util.List;
import java.util.UUID;

/** A provider with something behind it that can be looked at and told what to do: what {@link RouteContractTest} runs on. */
public interface Network extends AutoCloseable {
    ProviderKind kind();

    Route route();

    /** A route to the same network that refuses every number. */
    Route refusing();

    /** The texts the network took for a phone, whatever it answered. */
    List<String> texts(String phone);

    /** Lets the message of an attempt arrive and answers everything the network then reports, as the hub gets it. */
    List<Report> deliver(UUID attempt);

    /** Writes from a phone to the hub, as the hub gets it. */
    Inbound reply(String phone, String text);

    @Override
    void close();
}
