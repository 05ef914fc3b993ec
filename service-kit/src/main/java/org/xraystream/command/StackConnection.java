package org.xraystream.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xraystream.service.Settings;
import picocli.CommandLine.Option;

/** Which running stack a command works on: a mixin of picocli's. */
public final class StackConnection {
    /** In the data directory of a stack: the settings that a service or client joins it with, secrets among them. */
    public static final String FILE = "connections.conf";

    @Option(names = "--data-dir", paramLabel = "DIR", description = "Of the stack; default: that of up and demo.")
    private Path dataDirectory = Installation.defaultDataDirectory();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings that say how to reach it (HOCON); default: those of the stack on --data-dir.")
    private Path config;

    /**
     * How to reach it.
     *
     * @throws CommandException if no stack has run on the data directory
     * @throws org.xraystream.service.SettingsException if the file is missing, malformed or has an unknown setting
     */
    public Settings settings() throws CommandException {
        return Settings.load(Optional.of(config != null ? config : ofDataDirectory()), System.getenv());
    }

    private Path ofDataDirectory() throws CommandException {
        Path file = dataDirectory.resolve(FILE);
        if (!Files.exists(file)) {
            throw CommandException.usage("No stack has run on " + dataDirectory
                    + ": start one with ./xraystream up, or name its settings with --config FILE.");
        }
        return file;
    }
}
