package io.herald.notice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How attempts are followed up and tried again. For who runs the hub this is one subject with how they are sent, so it stands
 * under the same prefix; it is owned here because reports that come in need it too.
 */
@ConfigMapping(prefix = "herald.dispatch")
public interface NoticeConfig {
    /** How long to wait for a callback before the provider is asked about an attempt in doubt. */
    @WithDefault("30s")
    Duration askAfter();

    /** How long an accepted attempt may stay without a final report before the provider is asked. */
    @WithDefault("5m")
    Duration unreportedAfter();

    /** The first pause before another try; it doubles with each. */
    @WithDefault("5s")
    Duration backoff();

    @WithDefault("5m")
    Duration longestBackoff();

    /** Tries for a phone that cannot be reached, or a carrier that says no to this route. */
    @WithDefault("3")
    int mostTries();
}
