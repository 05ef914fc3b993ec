package org.xraystream.deploy;

import java.nio.file.Path;

/** Where the files that are tested lie. */
final class Repository {
    /** The version of all modules, and so of the images. */
    static final String VERSION = System.getProperty("xraystream.version");

    private Repository() {}

    /** A file or folder by its path from the root. */
    static Path path(String relative) {
        return Path.of(System.getProperty("xraystream.home")).normalize().resolve(relative);
    }
}
