package io.herald;

import io.herald.platform.DataDirectoryInUse;
import io.herald.platform.EmbeddedPostgresFailure;
import io.herald.platform.HubDatabase;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The hub: its database first, then everything else. */
@QuarkusMain
public final class Main {
    public static void main(String... args) {
        try {
            HubDatabase.prepare();
        } catch (DataDirectoryInUse | EmbeddedPostgresFailure refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        Quarkus.run(args);
    }
}
