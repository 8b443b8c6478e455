package io.herald.agenda;

import io.herald.platform.table.BadRows;
import io.herald.platform.table.Column;
import io.herald.platform.table.Columns;
import io.herald.platform.table.TableHeader;
import io.herald.platform.table.TableReader;
import io.herald.platform.table.TableRow;
import io.herald.roster.Congress;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads an agenda out of a CSV or XLSX table. A column that is not there leaves what the hub knows; an empty cell empties it. */
final class AgendaTable {
    private static final int MOST_ROWS = IcsFile.MOST_COMPONENTS;
    /** In the order an export writes them. */
    static final Columns COLUMNS = Columns.of(
            Column.required("code", "编号", "代码"),
            Column.optional("title", "title_zh", "名称", "标题", "议程"),
            Column.optional("title_en", "英文名称", "英文标题"),
            Column.optional("place", "place_zh", "地点"),
            Column.optional("place_en", "英文地点"),
            Column.required("start", "开始", "开始时间"),
            Column.optional("end", "结束", "结束时间"),
            Column.optional("kind", "类型"),
            Column.optional("closed", "涉密", "保密"),
            Column.optional("phone_free", "禁带手机", "手机保管"),
            Column.optional("bring", "bring_zh", "携带", "携带物品"),
            Column.optional("bring_en", "英文携带物品"));

    private static final DateTimeFormatter WALL =
            DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss]").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("uuuu-M-d H:mm[:ss][ ]XXX").withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-M-d").withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;
    private final TableHeader header;
    private final BadRows bad;

    private AgendaTable(ZoneId zone, TableHeader header, BadRows bad) {
        this.zone = zone;
        this.header = header;
        this.bad = bad;
    }

    static AgendaFile read(InputStream in, Congress congress) {
        var bad = new BadRows();
        var rows = new ArrayList<TableRow>();
        var header = TableReader.read(in, COLUMNS, bad, row -> {
            if (rows.size() < MOST_ROWS) {
                rows.add(row);
            } else if (rows.size() == MOST_ROWS) {
                row.refuse("", "an agenda has at most " + MOST_ROWS + " rows", bad);
            }
        });
        var table = new AgendaTable(congress.zone(), header, bad);
        var items = new ArrayList<FileItem>();
        for (var row : rows) {
            var item = table.item(row);
            if (item != null) {
                items.add(item);
            }
        }
        return new AgendaFile(items, bad.list(), List.of());
    }

    /** Null when something is wrong with the row, which is then reported; all of it at once. */
    private FileItem item(TableRow row) {
        int before = bad.count();
        var code = read(row, "code", row.narrow("code"), AgendaWords::code);
        var start = read(row, "start", row.narrow("start"), text -> time(text, false));
        var end = row.narrow("end").isEmpty() ? null : read(row, "end", row.narrow("end"), text -> time(text, true));
        var kind = row.narrow("kind").isEmpty() ? null : read(row, "kind", row.narrow("kind"), AgendaWords::kind);
        var closed = header.has("closed") ? read(row, "closed", row.narrow("closed"), AgendaWords::flag) : null;
        var phoneFree =
                header.has("phone_free") ? read(row, "phone_free", row.narrow("phone_free"), AgendaWords::flag) : null;
        if (row.text("title").isEmpty() && row.text("title_en").isEmpty()) {
            row.refuse("title", "is missing: an item needs a title", bad);
        }
        if (start != null && end != null && end.isBefore(start)) {
            row.refuse("end", "is before the start", bad);
        }
        if (bad.count() > before) {
            return null;
        }
        boolean days = isDate(row.narrow("start"));
        var openEnd = days ? dayAfter(row.narrow("start")) : start;
        return new FileItem(
                row.number(),
                code,
                null,
                null,
                names(row, "title"),
                names(row, "place"),
                names(row, "bring"),
                kind,
                start,
                end == null ? openEnd : end,
                days,
                closed,
                phoneFree,
                false);
    }

    private FileItem.Names names(TableRow row, String column) {
        var english = column + "_en";
        return new FileItem.Names(
                header.has(column) ? row.text(column) : null, header.has(english) ? row.text(english) : null);
    }

    private <T> T read(TableRow row, String column, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException | DateTimeException wrong) {
            row.refuse(column, wrong.getMessage(), bad);
            return null;
        }
    }

    /** {@code 2026-11-22 09:00}, with T, with seconds, with an offset; a date alone is its first moment, or its last as an end. */
    private Instant time(String text, boolean isEnd) {
        if (isDate(text)) {
            return isEnd ? dayAfter(text) : day(text).atStartOfDay(zone).toInstant();
        }
        var plain = text.replace('/', '-').replace('T', ' ');
        LocalDateTime wall;
        try {
            if (plain.matches(".*(Z|[+-]\\d\\d:\\d\\d)")) {
                return OffsetDateTime.parse(plain, WITH_OFFSET).toInstant();
            }
            wall = LocalDateTime.parse(plain, WALL);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("is no time such as 2026-11-22 09:00", unreadable);
        }
        return LocalTimes.strict(wall, zone);
    }

    private Instant dayAfter(String text) {
        return day(text).plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static boolean isDate(String text) {
        return text.matches("\\d{4}[-/]\\d{1,2}[-/]\\d{1,2}");
    }

    private static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.replace('/', '-'), DATE);
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("is no date such as 2026-11-22", unreadable);
        }
    }
}
