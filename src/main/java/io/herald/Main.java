package io.herald;

import io.herald.platform.HubDatabase;
import io.herald.platform.StartRefused;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** The hub: its database first, then everything else. What a person can put right ends the start with a sentence and no trace. */
@QuarkusMain
public final class Main {
    public static void main(String... args) {
        try {
            HubDatabase.prepare();
        } catch (StartRefused refused) {
            System.err.println(refused.getMessage());
            System.exit(1);
        }
        Quarkus.run(null, Main::ended, args);
    }

    private static void ended(Integer status, Throwable failure) {
        if (failure != null) {
            Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                    .filter(cause -> cause instanceof StartRefused || cause instanceof ConfigurationException)
                    .findFirst()
                    .ifPresentOrElse(
                            refused -> System.err.println(refused.getMessage()),
                            () -> Logger.getLogger(Main.class).error("The hub did not start", failure));
        }
        System.exit(status);
    }
}
