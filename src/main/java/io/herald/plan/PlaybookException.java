package io.herald.plan;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A playbook that cannot be used, with every mistake in it, by line. */
public final class PlaybookException extends RuntimeException {
    private final transient List<Mistake> mistakes;

    public PlaybookException(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes =
                mistakes.stream().sorted(Comparator.comparingInt(Mistake::line)).toList();
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
