package io.herald.platform;

import java.util.List;

/**
 * Part of a longer list.
 *
 * @param next what to send as {@code after} for the following part, null when there is none
 */
public record Page<T>(List<T> items, String next) {}
