package io.herald.platform;

import java.util.List;

/**
 * A piece of a long list.
 *
 * @param next the cursor for the piece that follows, as {@code after}; null when this was the last
 */
public record Page<T>(List<T> items, String next) {
    public Page {
        items = List.copyOf(items);
    }
}
