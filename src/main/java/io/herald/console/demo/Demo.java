package io.herald.console.demo;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * {@code ./herald demo}: shows what the hub does, from outside. It is a user of the hub like any other and shares no code with
 * it. Exit status 0 when every delivery reached the state it should, 1 when not, or when the demo could not go on.
 */
public final class Demo {
    private static final Duration TO_START = Duration.ofSeconds(120);
    private static final Path SAMPLE = Path.of("config", "sample");

    private final Options options;
    private final Screen screen;
    private final InstantSource clock;

    private Demo(Options options, Screen screen, InstantSource clock) {
        this.options = options;
        this.screen = screen;
        this.clock = clock;
    }

    public static void main(String... args) {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        boolean right = false;
        try {
            var options = Options.read(args);
            boolean colours = options.rows() > 0 && System.getenv("NO_COLOR") == null;
            var screen = new Screen(out, options.rows(), options.columns(), new Paint(colours));
            right = new Demo(options, screen, Clock.systemUTC()).show();
        } catch (DemoFailure failure) {
            out.println("\n" + failure.getMessage());
        }
        out.flush();
        System.exit(right ? 0 : 1);
    }

    private boolean show() {
        var key = System.getenv("HERALD_BOOTSTRAP_KEY");
        var rest = new Rest(options.hub(), key);
        awaitHub(rest);
        var faults = new Story(rest, screen, clock, SAMPLE).tell();
        if (!faults.isEmpty()) {
            screen.say("");
            screen.say("Not everything is as it should be. The hub's log: " + options.log());
        } else if (options.once()) {
            screen.say("");
            screen.say(screen.paint().green("Every delivery is where it should be."));
        } else {
            howToGoOn(key);
        }
        return faults.isEmpty();
    }

    private void awaitHub(Rest rest) {
        var hub = ProcessHandle.of(options.process());
        Patience.of(TO_START).until(() -> ready(rest, hub), "the hub is not up. Its log: " + options.log());
        var title = "Herald tells the Eighth Jiangchuan Development Congress 江川省第八届发展大会";
        screen.title(title);
        screen.say("the hub is up at " + options.hub() + sinceStart(hub) + "; every phone is simulated");
    }

    private Optional<Boolean> ready(Rest rest, Optional<ProcessHandle> hub) {
        if (hub.filter(ProcessHandle::isAlive).isEmpty()) {
            throw new DemoFailure("The hub ended instead of starting. Its log: " + options.log());
        }
        return rest.is200("/q/health/ready") ? Optional.of(true) : Optional.empty();
    }

    private String sinceStart(Optional<ProcessHandle> hub) {
        return hub.flatMap(process -> process.info().startInstant())
                .map(start -> ", %.1f s after its jar was started"
                        .formatted(Duration.between(start, clock.instant()).toMillis() / 1e3))
                .orElse("");
    }

    private void howToGoOn(String key) {
        var api = options.hub() + "/api/congresses/sample";
        screen.say("");
        screen.title("Every delivery is where it should be. The hub stays up until Ctrl-C; go on with:");
        screen.whole("  export KEY=" + key);
        curl(api + "/board");
        curl("'" + api + "/notices?subject=agenda/opening'");
        curl(api + "/delegates/001/deliveries");
        screen.say("Log: " + options.log() + "    API: " + options.hub() + "/q/openapi");
    }

    private void curl(String address) {
        screen.whole("  curl -s -H \"Authorization: Bearer $KEY\" " + address);
    }
}
