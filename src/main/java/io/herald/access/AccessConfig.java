package io.herald.access;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "herald")
public interface AccessConfig {
    /** A key that is accepted besides the one the first start prints; for demonstrations and tests. At least 20 characters. */
    Optional<String> bootstrapKey();
}
