package io.herald.console.demo;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A morning at the sample congress, told to a running hub over REST and shown as its answers come. */
record Story(Rest rest, Screen screen, InstantSource clock, Path sample) {
    private static final String CONGRESS = "sample";

    /**
     * Tells it; answers what is not as it should be, a sentence each.
     *
     * @throws DemoFailure when it cannot go on
     */
    List<String> tell() {
        var api = new CongressApi(rest, CONGRESS);
        var opening = new Arrival(api, screen, clock, sample).tell();
        new Planning(api, screen).tell();
        var reminder = new HalfHour(api, screen, clock).tell(opening);
        new Move(api, screen).tell(opening, reminder);
        var alert = new Alarm(api, screen).tell();
        new Answers(api, screen, rest.base()).tell(alert);
        return new Reckoning(api, screen, clock).tell();
    }
}
