package io.herald.platform.table;

import io.herald.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A table as it was uploaded, kept in a temporary file of this user alone, so that it can be looked at before it is read
 * and read again when a transaction is tried again. Deleted when closed.
 */
public final class TableFile implements AutoCloseable {
    /** The largest file taken, in bytes. */
    public static final long MAX_BYTES = 50L << 20;

    private static final int PIECE = 1 << 16;

    private final Path path;

    private TableFile(Path path) {
        this.path = path;
    }

    /** @throws Problem 413 when it is larger than {@link #MAX_BYTES} */
    public static TableFile spool(InputStream in) {
        try {
            var file = new TableFile(Files.createTempFile("herald-table", ".tmp"));
            try {
                file.fill(in);
                return file;
            } catch (IOException | RuntimeException failure) {
                file.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void fill(InputStream in) throws IOException {
        try (var out = Files.newOutputStream(path)) {
            var piece = new byte[PIECE];
            long size = 0;
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                size += read;
                if (size > MAX_BYTES) {
                    throw new Problem(413, "Too large", "The file is larger than " + (MAX_BYTES >> 20) + " MB.");
                }
                out.write(piece, 0, read);
            }
        }
    }

    Path path() {
        return path;
    }

    /** The first bytes, fewer when the file is shorter. */
    byte[] start(int length) throws IOException {
        try (var in = Files.newInputStream(path)) {
            return in.readNBytes(length);
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
