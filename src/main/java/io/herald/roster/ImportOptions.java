package io.herald.roster;

/**
 * @param dryRun only answer what would change
 * @param remove whether people who are not in the file are removed
 */
public record ImportOptions(boolean dryRun, boolean remove) {}
