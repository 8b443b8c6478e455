package io.herald.render;

import java.util.ArrayList;
import java.util.List;

/**
 * The room a text takes as SMS. Characters that cost two units are never cut, so a text may need a part more than its units
 * alone would say.
 *
 * @param units septets (GSM-7) or UTF-16 code units (UCS-2)
 * @param count how many parts it is sent, and paid, in
 */
public record Parts(Encoding encoding, int units, int count) {
    public static Parts of(String text) {
        var encoding = Encoding.of(text);
        var units = text.codePoints().map(encoding::cost).sum();
        return new Parts(
                encoding, units, units <= encoding.single ? 1 : split(text).size());
    }

    /** The text as the phone network cuts it; put together again the pieces are the text. */
    public static List<String> split(String text) {
        var encoding = Encoding.of(text);
        if (text.codePoints().map(encoding::cost).sum() <= encoding.single) {
            return List.of(text);
        }
        var pieces = new ArrayList<String>();
        int from = 0;
        int units = 0;
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            int cost = encoding.cost(text.codePointAt(at));
            if (units + cost > encoding.each) {
                pieces.add(text.substring(from, at));
                from = at;
                units = 0;
            }
            units += cost;
        }
        pieces.add(text.substring(from));
        return List.copyOf(pieces);
    }
}
