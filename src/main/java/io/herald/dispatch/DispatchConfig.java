package io.herald.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are sent, leased and rescued. */
@ConfigMapping(prefix = "herald.dispatch")
public interface DispatchConfig {
    /** How long a node may be silent before it must not make calls any more. */
    @WithDefault("15s")
    Duration lease();

    /** What a rescuer waits beyond lease and request time-out before it takes a silent node's batches. */
    @WithDefault("5s")
    Duration margin();

    /** How long the broker may take to confirm a batch; then it counts as not published, and this node works it off itself. */
    @WithDefault("3s")
    Duration publishTimeout();

    /** How long a batch must stand as published before it is looked whether its message was lost. */
    @WithDefault("10s")
    Duration lostAfter();

    /** How long a stop waits for calls in the air; what is not over by then is found by another node once the lease is over. */
    @WithDefault("12s")
    Duration stopWithin();

    /** How much work to keep queued ahead, in time at the routes' pace: enough to stay busy, little enough to stay stoppable. */
    @WithDefault("30s")
    Duration ahead();

    /** How long to wait for a callback before the provider is asked about an attempt in doubt. */
    @WithDefault("30s")
    Duration askAfter();

    /** How long an accepted attempt may stay without a final report before the provider is asked. */
    @WithDefault("5m")
    Duration unreportedAfter();

    /** The pause between two questions about the same attempt. */
    @WithDefault("1m")
    Duration askEvery();

    /** How often an attempt without a final report is asked about before it is left as it is. */
    @WithDefault("5")
    int mostAsks();

    /** When nobody could say for this long, the congress's policy decides. */
    @WithDefault("15m")
    Duration giveUpAfter();

    /** The first pause before another try; it doubles with each. */
    @WithDefault("5s")
    Duration backoff();

    @WithDefault("5m")
    Duration longestBackoff();

    /** Tries for a phone that cannot be reached or a carrier that says no to this route. */
    @WithDefault("3")
    int mostTries();

    /** Calls in a row that must fail before a route is left alone for a while. */
    @WithDefault("5")
    int failuresBeforePause();

    /** How long a failed route is left alone at first; it doubles up to a minute while the route stays bad. */
    @WithDefault("5s")
    Duration pause();
}
