package io.herald.console.demo;

import java.util.ArrayList;
import java.util.List;

/** One notice, a line for each delegation: how many people, how many were sent it, whom it reached. */
record RollCall(List<DelegationLine> delegations) {
    private static final int ZH = 16;
    private static final int EN = 22;
    private static final int NUMBER = 8;
    private static final int BAR = 17;
    private static final String INDENT = "         ";

    Counts sum() {
        return DelegationLine.sum(delegations);
    }

    List<String> picture(Paint paint) {
        var lines = new ArrayList<String>();
        lines.add(paint.dim(INDENT + Columns.left("delegation", ZH + EN) + numbers("people", "sent", "arrived")));
        delegations.forEach(line -> lines.add(line(names(line), line.tally(), paint)));
        lines.add(line(Columns.left("together", ZH + EN), sum(), paint));
        return lines;
    }

    /** In tenths, so that it changes now and then and not at each look. */
    String coarsely() {
        var sum = sum();
        return "sent " + tenth(sum.left(), sum.total()) + " %, arrived " + tenth(sum.arrived(), sum.total()) + " %";
    }

    static String names(DelegationLine line) {
        return Columns.left(line.name().zh(), ZH) + Columns.left(line.name().en(), EN);
    }

    private static String line(String name, Counts counts, Paint paint) {
        return INDENT
                + name
                + numbers("" + counts.total(), "" + counts.left(), "" + counts.arrived())
                + "  "
                + Bar.of(counts.total(), counts.arrived(), counts.left(), BAR, paint)
                + " "
                + word(counts, paint);
    }

    private static String word(Counts counts, Paint paint) {
        if (counts.withdrawn() > 0) {
            return paint.yellow(counts.withdrawn() + " back");
        }
        if (!counts.settled()) {
            return "";
        }
        return counts.missed() == 0 ? paint.green("all") : paint.red("but " + counts.missed());
    }

    private static String numbers(String people, String sent, String arrived) {
        return Columns.right(people, NUMBER) + Columns.right(sent, NUMBER) + Columns.right(arrived, NUMBER);
    }

    private static long tenth(long part, long total) {
        return total == 0 ? 0 : part * 10 / total * 10;
    }
}
