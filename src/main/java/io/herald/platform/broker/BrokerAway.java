package io.herald.platform.broker;

/** The broker did not take or answer something: it is away, takes nothing, or has no place for it. Nothing is known to be kept. */
public final class BrokerAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerAway(String sentence) {
        super(sentence);
    }

    BrokerAway(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
