package io.herald.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "herald")
public interface AccessConfig {
    /** A key that is accepted besides the one the first start prints; for demonstrations and tests. At least 20 characters. */
    Optional<String> bootstrapKey();

    Session session();

    interface Session {
        /** After how long without a call somebody has to sign in again. */
        @WithDefault("30m")
        Duration idle();

        /** After how long they have to in any case. */
        @WithDefault("12h")
        Duration longest();
    }
}
