package org.xraystream.launcher;

import java.nio.file.Path;

/** Where this installation keeps what it brings; the launcher script says where that is. */
final class Installation {
    private static final Path HOME =
            Path.of(System.getProperty("xraystream.home", ".")).toAbsolutePath().normalize();

    private Installation() {}

    /** State of the embedded stack, unless the user names another place. */
    static Path defaultDataDirectory() {
        return HOME.resolve(".xraystream");
    }

    /** Where the schema registry was unpacked to. */
    static Path registryHome() {
        return HOME.resolve("local-stack/target/apicurio");
    }

    /** The synthetic radiographs. */
    static Path samples() {
        return HOME.resolve("samples");
    }
}
