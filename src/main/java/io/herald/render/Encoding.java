package io.herald.render;

/**
 * How an SMS travels, and what a character costs in it.
 *
 * <p>Source: 3GPP TS 23.038, the default alphabet and its extension table; 3GPP TS 23.040 for the room a part has.
 */
public enum Encoding {
    /** Seven bits a character; the extension table costs an escape besides. Units are septets. */
    GSM7(160, 153) {
        @Override
        int cost(int character) {
            return EXTENSION.indexOf(character) < 0 ? 1 : 2;
        }
    },
    /** Units are UTF-16 code units. */
    UCS2(70, 67) {
        @Override
        int cost(int character) {
            return Character.charCount(character);
        }
    };

    private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private static final String EXTENSION = "\f^{}\\[~]|€";

    /** Units a message has when it goes in one part. */
    final int single;

    /** Units each part has when there are several, for then a header takes the rest. */
    final int each;

    Encoding(int single, int each) {
        this.single = single;
        this.each = each;
    }

    /** The encoding of a whole text: one character outside the GSM tables makes it UCS-2. */
    public static Encoding of(String text) {
        return text.codePoints().allMatch(Encoding::inGsmTables) ? GSM7 : UCS2;
    }

    /** Units one character (code point) takes. */
    abstract int cost(int character);

    private static boolean inGsmTables(int character) {
        return BASIC.indexOf(character) >= 0 || EXTENSION.indexOf(character) >= 0;
    }
}
