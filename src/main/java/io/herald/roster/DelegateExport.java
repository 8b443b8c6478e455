package io.herald.roster;

import io.herald.platform.Db;
import io.herald.platform.table.TableWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the delegates of a congress as the table that, imported again, changes nothing. */
@ApplicationScoped
public class DelegateExport {
    private static final int CHUNK = 1_000;

    private final Db db;
    private final DelegateStore delegates;

    DelegateExport(Db db, DelegateStore delegates) {
        this.db = db;
        this.delegates = delegates;
    }

    /** Writes chunk by chunk, each as of its own moment; {@code out} is closed at the end. */
    public void write(String congress, People own, OutputStream out) {
        var attributes = db.read(tx -> delegates.attributeKeys(tx, congress, own));
        try (var table = new TableWriter(out, DelegateColumns.header(attributes))) {
            var after = "";
            for (var chunk = next(congress, after, own); !chunk.isEmpty(); chunk = next(congress, after, own)) {
                chunk.forEach(delegate -> table.write(cells(delegate, attributes)));
                after = chunk.get(chunk.size() - 1).code();
            }
        }
    }

    private List<DelegateEntry> next(String congress, String after, People own) {
        return db.read(tx -> delegates.entries(tx, congress, after, CHUNK, own));
    }

    private static List<String> cells(DelegateEntry delegate, List<String> attributes) {
        var fields = delegate.fields();
        var cells = new ArrayList<String>();
        DelegateColumns.header(attributes).forEach(column -> cells.add(fields.getOrDefault(column, "")));
        return cells;
    }
}
