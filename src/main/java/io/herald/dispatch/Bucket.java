package io.herald.dispatch;

import io.herald.plan.Lane;
import java.time.Duration;

/** A token bucket of SMS parts: it starts empty, fills at a route's pace, and holds a second's worth at most. */
interface Bucket {
    /**
     * Takes the parts and answers 0 when they may go now; otherwise answers the nanoseconds to wait before asking again. What is
     * more than a second's worth goes alone and is paid for afterwards.
     */
    long ask(int parts, Lane lane) throws InterruptedException;

    /** Empties the bucket; it begins to fill again after the pause, unless a longer one was wanted before. */
    void hold(Duration pause) throws InterruptedException;
}
