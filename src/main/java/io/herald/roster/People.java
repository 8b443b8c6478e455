package io.herald.roster;

import java.util.Set;

/**
 * Whom a caller may see: everybody, or those with these recipient ids. A query that shows people takes it as its last argument,
 * {@code ($n::bigint[] is null or recipient = any($n))}.
 */
public record People(Set<Long> ids) {
    /** Everybody there is. */
    public static final People EVERYBODY = new People(null);

    public People {
        ids = ids == null ? null : Set.copyOf(ids);
    }

    public boolean areEverybody() {
        return ids == null;
    }

    public boolean have(long recipient) {
        return ids == null || ids.contains(recipient);
    }

    /** As an argument of a query: null for everybody. */
    public Long[] orNull() {
        return ids == null ? null : ids.toArray(Long[]::new);
    }
}
