package io.herald.board;

/**
 * How many deliveries stand where. The ten states from {@code planned} to {@code cardOnly} share out the total; what follows
 * them is counted beside them.
 *
 * @param delivered a provider's receipt said so; a card that was seen never counts here
 * @param cardOnly shown on cards alone, without a push
 * @param unreached should be with its person, and nobody can say that it is (see {@link Reach})
 */
public record Tally(
        long total,
        long planned,
        long inDoubt,
        long accepted,
        long sent,
        long delivered,
        long read,
        long failed,
        long expired,
        long withdrawn,
        long cardOnly,
        long seen,
        long confirmed,
        long unreached) {
    static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
