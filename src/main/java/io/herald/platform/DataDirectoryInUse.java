package io.herald.platform;

import java.nio.file.Path;

/** Two hubs cannot keep one data directory. The message is a sentence for the person who started the second. */
public final class DataDirectoryInUse extends StartRefused {
    private static final long serialVersionUID = 1L;

    DataDirectoryInUse(Path dir, String owner) {
        super("Another hub" + (owner.isEmpty() ? "" : " (process " + owner + ")") + " is running on " + dir
                + ": stop it, or give this one a directory of its own with herald.database.dir.");
    }
}
