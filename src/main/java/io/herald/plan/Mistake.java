package io.herald.plan;

/**
 * What is wrong in a playbook.
 *
 * @param line counted from 1
 */
public record Mistake(int line, String reason) {
    @Override
    public String toString() {
        return "line " + line + ": " + reason;
    }
}
