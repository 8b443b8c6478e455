package io.herald.platform;

import java.util.List;

/** One page of a list. @param next what to give as {@code after} for the next page, null on the last */
public record Page<T>(List<T> items, String next) {
    public Page {
        items = List.copyOf(items);
    }
}
