package io.herald.agenda;

import io.herald.platform.Tx;
import io.herald.roster.Congress;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** Reads an agenda file and says what it would change; the changing itself is done by events. */
@ApplicationScoped
public class AgendaImport {
    private static final int PEEKED = 512;

    private final AgendaStore agenda;

    AgendaImport(AgendaStore agenda) {
        this.agenda = agenda;
    }

    /** {@link #read(Tx, Congress, InputStream, String, Instant)} that misses past items as well. */
    public AgendaDifference read(Tx tx, Congress congress, InputStream in, String filename) {
        return read(tx, congress, in, filename, null);
    }

    /**
     * Compares an iCalendar, CSV or XLSX file with the agenda as it stands.
     *
     * @param filename decides the form only when the content does not; may be null
     * @param now items over by then are not missed when the file lacks them
     */
    public AgendaDifference read(Tx tx, Congress congress, InputStream in, String filename, Instant now) {
        return AgendaComparison.between(
                agenda.list(tx, congress.code()), file(congress, in, filename), congress.zone(), now);
    }

    static AgendaFile file(Congress congress, InputStream in, String filename) {
        try {
            var buffered = new BufferedInputStream(in);
            return isCalendar(buffered, filename)
                    ? IcsAgenda.read(buffered, congress)
                    : AgendaTable.read(buffered, congress);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean isCalendar(BufferedInputStream in, String filename) throws IOException {
        in.mark(PEEKED);
        var start = new String(in.readNBytes(PEEKED), StandardCharsets.UTF_8);
        in.reset();
        return start.toUpperCase(Locale.ROOT).contains("BEGIN:VCALENDAR")
                || filename != null && filename.toLowerCase(Locale.ROOT).endsWith(".ics");
    }
}
