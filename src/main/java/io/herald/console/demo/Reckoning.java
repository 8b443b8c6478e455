package io.herald.console.demo;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The end: where every delivery stands, whom somebody must ring up, and what the phone network itself says. */
record Reckoning(CongressApi api, Screen screen, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int NAMES = 39;
    private static final int NUMBER = 8;
    private static final int LAST = 11;

    /** Answers what is not as it should be, a sentence each. */
    List<String> tell() {
        screen.step("RECKON", "every delivery of the congress, where it stands now");
        var accounting = Patience.of(PATIENCE).until(this::settled, "some of what was due has not ended.");
        var paint = screen.paint();
        screen.say(paint.dim(line("delegation", "all", "later", "on card", "arrived", "back", "missed", "confirmed")));
        accounting.delegations().forEach(line -> screen.say(row(RollCall.names(line), line.tally())));
        var sum = accounting.sum();
        screen.say(paint.bold(row("together", sum)));
        screen.say("  %,d = %,d later + %,d on card + %,d arrived + %,d back + %,d missed; unknown: %,d"
                .formatted(
                        sum.total(),
                        sum.planned(),
                        sum.cardOnly(),
                        sum.arrived(),
                        sum.withdrawn(),
                        sum.missed(),
                        sum.underWay()));
        toCall(accounting.failed());
        witness(accounting.witness());
        var faults = accounting.faults();
        faults.forEach(fault -> screen.note(paint.red(fault)));
        return faults;
    }

    private Optional<Accounting> settled() {
        var now = clock.instant();
        var accounting = new Accounting(api.board(), api.notices(null), api.failed(), api.witness(), now);
        return accounting.settled() ? Optional.of(accounting) : Optional.empty();
    }

    /** Nobody can send them an SMS: no number, and no assistant or liaison to take it. */
    private void toCall(List<DeliveryLine> failed) {
        Map<String, DeliveryLine> people = failed.stream()
                .collect(Collectors.toMap(DeliveryLine::person, line -> line, (first, again) -> first, TreeMap::new));
        screen.say("");
        screen.note("To call: "
                + screen.paint().yellow(people.size() + " have no number; their liaisons go and tell them"));
        people.forEach((code, line) -> {
            var profile = api.delegate(code).path("profile");
            screen.note("  " + code + " " + Columns.left(line.name().toString(), 24)
                    + Columns.left(profile.path("delegation").path("zh").asText(), 20)
                    + "room "
                    + Columns.left(profile.path("recipient").path("room").asText(), 6)
                    + "liaison " + profile.path("liaison").path("zh").asText());
        });
    }

    private void witness(Witness witness) {
        screen.note("The phone network's log: %,d messages to %,d phones, %,d arrived; phones told twice: %,d"
                .formatted(witness.messages(), witness.phones(), witness.arrived(), witness.doubledPhones()));
    }

    private static String row(String name, Counts counts) {
        return line(
                name,
                "%,d".formatted(counts.total()),
                "%,d".formatted(counts.planned()),
                "%,d".formatted(counts.cardOnly()),
                "%,d".formatted(counts.arrived()),
                "%,d".formatted(counts.withdrawn()),
                "%,d".formatted(counts.missed()),
                "%,d".formatted(counts.confirmed()));
    }

    private static String line(String name, String... values) {
        var line = new StringBuilder("  ").append(Columns.left(name, NAMES));
        for (int at = 0; at < values.length; at++) {
            line.append(Columns.right(values[at], at < values.length - 1 ? NUMBER : LAST));
        }
        return line.toString();
    }
}
