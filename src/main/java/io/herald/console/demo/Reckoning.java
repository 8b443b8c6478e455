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
    private static final int NUMBER = 9;

    /** Answers what is not as it should be, a sentence each. */
    List<String> tell() {
        screen.step("RECKON", "every delivery of the congress, where it stands now");
        var accounting = Patience.of(PATIENCE).until(this::settled, "some of what was due has not ended.");
        var paint = screen.paint();
        screen.note(paint.dim(Columns.left("delegation", 40)
                + numbers("planned", "for later", "on card", "arrived", "withdrawn", "no way")));
        accounting.delegations().forEach(line -> screen.note(RollCall.names(line) + row(line.tally())));
        var sum = accounting.sum();
        screen.note(paint.bold(Columns.left("together", 40) + row(sum)));
        screen.note("%,d = %,d + %,d + %,d + %,d + %,d; under way or in doubt: %,d; confirmed: %,d"
                .formatted(
                        sum.total(),
                        sum.planned(),
                        sum.cardOnly(),
                        sum.arrived(),
                        sum.withdrawn(),
                        sum.missed(),
                        sum.underWay(),
                        sum.confirmed()));
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
                + screen.paint().yellow(people.size() + " without a number, whose liaisons know them by sight"));
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
        screen.note(
                "The phone network's own log: %,d messages to %,d phones, %,d arrived; phones with a text twice: %,d"
                        .formatted(witness.messages(), witness.phones(), witness.arrived(), witness.doubledPhones()));
    }

    private static String row(Counts counts) {
        return numbers(
                "%,d".formatted(counts.total()),
                "%,d".formatted(counts.planned()),
                "%,d".formatted(counts.cardOnly()),
                "%,d".formatted(counts.arrived()),
                "%,d".formatted(counts.withdrawn()),
                "%,d".formatted(counts.missed()));
    }

    private static String numbers(String... values) {
        return List.of(values).stream()
                .map(value -> Columns.right(value, NUMBER))
                .collect(Collectors.joining());
    }
}
