package io.herald.roster;

import io.herald.platform.table.BadRows;
import io.herald.platform.table.TableRow;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads the cells that hold codes. */
final class Codes {
    /** Codes stand in the subjects of events, between slashes. */
    private static final Pattern CODE = Pattern.compile("[\\p{L}\\p{N}._-]{1,64}");

    private Codes() {}

    static String own(TableRow row, BadRows bad) {
        var code = row.narrow("code");
        if (code.isEmpty()) {
            row.refuse("code", "is missing", bad);
        } else if (!CODE.matcher(code).matches()) {
            row.refuse("code", "may hold letters, digits, dots, hyphens and underscores, at most 64", bad);
        }
        return code;
    }

    /** A code out of {@code known}, null when the cell is empty. */
    static String known(TableRow row, String column, Set<String> known, BadRows bad) {
        var code = row.narrow(column);
        if (code.isEmpty()) {
            return null;
        }
        if (!known.contains(code)) {
            row.refuse(column, "there is no " + column + " with this code", bad);
        }
        return code;
    }

    /** Codes separated by spaces, commas or semicolons. */
    static Set<String> list(TableRow row, String column, Set<String> known, BadRows bad) {
        var codes = new TreeSet<String>();
        for (var code : row.narrow(column).split("[\\s,;、]+")) {
            if (!code.isEmpty()) {
                codes.add(code);
                if (!known.contains(code)) {
                    row.refuse(column, "there is no " + code, bad);
                }
            }
        }
        return codes;
    }
}
