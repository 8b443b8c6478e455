package io.herald.platform.table;

import io.herald.platform.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds out in which character set a text file is written.
 *
 * <p>A byte-order mark decides; then the zero bytes that only UTF-16 has; then whether the whole file is valid UTF-8, for a
 * file may well be plain ASCII up to its last name. What is left is GB18030, as Chinese Windows writes it, if it looks so.
 */
final class TextCharset {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final int PREFIX = 1 << 16;
    private static final String STRUCTURE = ",;\t\r\n\"0123456789";

    private TextCharset() {}

    /** Opens the file as text, without its byte-order mark. */
    static Reader open(Path path) throws IOException {
        var charset = detect(path);
        var in = new BufferedInputStream(Files.newInputStream(path));
        in.skipNBytes(markLength(path));
        return reader(in, charset);
    }

    private static Charset detect(Path path) throws IOException {
        byte[] prefix;
        try (var in = Files.newInputStream(path)) {
            prefix = in.readNBytes(PREFIX);
        }
        var likely = likely(prefix);
        if (likely != null) {
            return decodable(path, likely);
        }
        return decodes(path, StandardCharsets.UTF_8) ? StandardCharsets.UTF_8 : chinese(path);
    }

    private static Charset likely(byte[] prefix) {
        if (starts(prefix, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (starts(prefix, 0xFF, 0xFE)) {
            return StandardCharsets.UTF_16LE;
        }
        if (starts(prefix, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return wide(prefix);
    }

    /** UTF-16 without a mark, known by the zero byte beside each comma, digit and line end; null when there is none. */
    private static Charset wide(byte[] prefix) {
        int big = 0;
        int little = 0;
        for (int at = 0; at + 1 < prefix.length; at += 2) {
            if (prefix[at] == 0 && STRUCTURE.indexOf(prefix[at + 1]) >= 0) {
                big++;
            } else if (prefix[at + 1] == 0 && STRUCTURE.indexOf(prefix[at]) >= 0) {
                little++;
            }
        }
        if (big == 0 && little == 0) {
            return null;
        }
        return big > little ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }

    private static Charset chinese(Path path) throws IOException {
        if (!looksChinese(path)) {
            throw Problem.unreadable("The file is neither UTF-8, UTF-16 nor GB18030; save it as \"CSV UTF-8\".");
        }
        return decodable(path, GB18030);
    }

    /**
     * GB18030 can read nearly any bytes as some character, also Western text ("ür" becomes one). In Chinese text the second
     * byte of a character is nearly always high as well; in Western text a letter with an accent stands between plain ones.
     */
    private static boolean looksChinese(Path path) throws IOException {
        long both = 0;
        long single = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            for (int first = in.read(); first >= 0; first = in.read()) {
                if (first >= 0x81) {
                    int second = in.read();
                    if (second >= 0xA1) {
                        both++;
                    } else {
                        single++;
                    }
                }
            }
        }
        return both > single;
    }

    private static Charset decodable(Path path, Charset charset) throws IOException {
        if (!decodes(path, charset)) {
            throw Problem.unreadable("The file begins like " + charset + " but is damaged: not all of it can be read.");
        }
        return charset;
    }

    private static boolean decodes(Path path, Charset charset) throws IOException {
        try (var reader = reader(Files.newInputStream(path), charset)) {
            reader.transferTo(Writer.nullWriter());
            return true;
        } catch (CharacterCodingException damaged) {
            return false;
        }
    }

    private static Reader reader(InputStream in, Charset charset) {
        return new InputStreamReader(
                in,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static int markLength(Path path) throws IOException {
        try (var in = Files.newInputStream(path)) {
            var start = in.readNBytes(3);
            if (starts(start, 0xEF, 0xBB, 0xBF)) {
                return 3;
            }
            return starts(start, 0xFF, 0xFE) || starts(start, 0xFE, 0xFF) ? 2 : 0;
        }
    }

    private static boolean starts(byte[] bytes, int... with) {
        for (int at = 0; at < with.length; at++) {
            if (at >= bytes.length || (bytes[at] & 0xFF) != with[at]) {
                return false;
            }
        }
        return true;
    }
}
