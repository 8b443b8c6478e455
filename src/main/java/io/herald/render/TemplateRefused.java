package io.herald.render;

import io.herald.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** 422: a message text cannot be read, or has holes that no message has. Each mistake says where and why. */
public final class TemplateRefused extends Problem {
    private static final long serialVersionUID = 1L;

    private final transient List<Mistake> mistakes;

    /**
     * One thing wrong.
     *
     * @param file the file, or for a text that came by request its language
     * @param line from 1; 0 when it is the file as a whole
     */
    public record Mistake(String file, int line, String reason) {
        @Override
        public String toString() {
            return file + (line > 0 ? ", line " + line : "") + ": " + reason;
        }
    }

    TemplateRefused(List<Mistake> mistakes) {
        super(
                422,
                "Invalid content",
                mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")),
                Map.of("errors", List.copyOf(mistakes)));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
