package io.herald.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How batches are sent, leased and rescued. What becomes of attempts afterwards stands in {@code notice.NoticeConfig}. */
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

    /**
     * The pause between two questions about the same attempt: in doubt it grows once the policy has decided, without a final
     * report with each question.
     */
    @WithDefault("1m")
    Duration askEvery();

    /** How often an attempt without a final report is asked about before it is left as it is. */
    @WithDefault("5")
    int mostAsks();

    /** How many questions a minute about missing final reports a route's provider is asked by each node. */
    @WithDefault("120")
    int asksPerMinute();

    /** When nobody could say for this long, the congress's policy decides. */
    @WithDefault("15m")
    Duration giveUpAfter();

    /** Calls in a row that must fail before a route is left alone for a while; half of the recent ones failing does it too. */
    @WithDefault("5")
    int failuresBeforePause();

    /** How long a failed route is left alone at first; it doubles while the route stays bad. */
    @WithDefault("5s")
    Duration pause();

    /** How long it is left alone at most, and how long it must be well before earlier pauses are forgotten. */
    @WithDefault("1m")
    Duration longestPause();

    /** How long a node's look at the others is good for the pace: after so long without a heartbeat it sends nothing. */
    @WithDefault("3s")
    Duration paceLook();

    /** The share of a second's pace, from 0 to 1, that routine leaves for urgent in the bucket all nodes share. */
    @WithDefault("0.1")
    double paceReserve();
}
