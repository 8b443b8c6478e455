package io.herald.provider;

import io.herald.notice.Progress;
import java.util.Set;

/**
 * What a route can carry, declared by it, so that a preview can warn.
 *
 * @param live whether it reaches real phones; sample congresses never use a live route
 * @param freeText any text, or only registered templates with variables
 * @param replies whether people can answer by SMS
 * @param links whether links in the text are allowed
 * @param longestText in UTF-16 units, signature included
 * @param askable whether it can be asked what became of an attempt
 * @param reports the progress it reports by itself
 */
public record Abilities(
        boolean live,
        boolean freeText,
        boolean replies,
        boolean links,
        int longestText,
        boolean askable,
        Set<Progress> reports) {}
