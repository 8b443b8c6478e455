package io.herald.provider;

/**
 * One way out for SMS: a provider account with its own pace. Implementations are safe for as many threads at once as their
 * configured concurrency; every call blocks, with a time-out, and none throws for what a provider does.
 */
public interface Route {
    /** The name under {@code herald.sms.routes}. */
    String name();

    /** The provider's kind, such as {@code twilio}: the folder that knows it, and the path of its callbacks. */
    String kind();

    Abilities abilities();

    /** Hands over one message with exactly one call to the provider: no retry inside. */
    Outcome submit(Submission submission);

    /** Asks what became of an attempt. */
    Finding ask(Question question);
}
