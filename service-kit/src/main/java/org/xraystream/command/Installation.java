package org.xraystream.command;

import java.nio.file.Path;

/** Where this installation keeps what it brings; the launcher script says where that is. */
public final class Installation {
    private static final Path HOME =
            Path.of(System.getProperty("xraystream.home", ".")).toAbsolutePath().normalize();

    private Installation() {}

    /** Its folder. */
    public static Path home() {
        return HOME;
    }

    /** State of the embedded stack, unless the user names another place. */
    public static Path defaultDataDirectory() {
        return HOME.resolve(".xraystream");
    }

    /** Where the schema registry was unpacked to. */
    public static Path registryHome() {
        return HOME.resolve("local-stack/target/apicurio");
    }

    /** The synthetic radiographs. */
    public static Path samples() {
        return HOME.resolve("samples");
    }

    /** Published weights that a network is fine-tuned from. */
    public static Path backbone() {
        return HOME.resolve("models/pretrained/mobilenet_v2_imagenet.npz");
    }
}
