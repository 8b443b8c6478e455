package io.herald.console.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The sample congress comes in: people, agenda, seats, each answered with what it changed. */
record Arrival(CongressApi api, Screen screen, InstantSource clock, Path sample) {
    static final String OPENING = "opening";
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** What the import and its planning need before the first reminder may fall due. */
    private static final Duration HEAD_START = Duration.ofSeconds(12);

    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);

    /** Imports all of it; answers when the opening starts, by the congress's wall clock. */
    LocalDateTime tell() {
        screen.step("IMPORT", "the sample congress of config/sample");
        api.create(file("congress.json"));
        table("delegations");
        table("residences");
        table("vehicles");
        table("delegates");
        table("staff");
        var opening = AgendaShift.startFor(clock.instant(), HEAD_START, ZONE);
        var shifted = AgendaShift.shifted(text("agenda.csv"), OPENING, opening);
        var agenda = api.importTable("agenda", shifted.getBytes(StandardCharsets.UTF_8));
        line("agenda", agenda.path("difference"));
        screen.note(screen.paint()
                .dim("             its days moved so that the opening is on " + DAY_AND_TIME.format(opening) + " ("
                        + ZONE + ")"));
        line("seats", api.importTable("seats", file("seats.csv")));
        return opening;
    }

    private void table(String what) {
        line(what, api.importTable(what, file(what + ".csv")));
    }

    /** Imports of people answer counts, those of agenda and seats the things themselves. */
    private void line(String what, JsonNode report) {
        screen.note(Columns.left(what, 13)
                + Columns.right(count(report.path("added")) + " added", 12)
                + Columns.right(count(report.path("changed")) + " changed", 12)
                + Columns.right(count(report.path("removed")) + " removed", 12)
                + Columns.right(count(report.path("bad")) + " bad rows", 14));
    }

    private static String count(JsonNode some) {
        return "%,d".formatted(some.isNumber() ? some.asInt() : some.size());
    }

    private String text(String name) {
        return new String(file(name), StandardCharsets.UTF_8);
    }

    private byte[] file(String name) {
        try {
            return Files.readAllBytes(sample.resolve(name));
        } catch (IOException missing) {
            throw new DemoFailure("The sample congress cannot be read: " + missing.getMessage(), missing);
        }
    }
}
