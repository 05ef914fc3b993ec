package org.xraystream.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.xraystream.command.CommandException;
import org.xraystream.service.Settings;
import picocli.CommandLine.Option;

/** Which running stack a command works on. */
final class StackConnection {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "Of the stack; default: that of up and demo.")
    private Path dataDirectory = Installation.defaultDataDirectory();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings that say how to reach it (HOCON); default: those of the stack on --data-dir.")
    private Path config;

    /** How to reach it. */
    Settings settings() throws CommandException, IOException {
        return Settings.load(Optional.of(config != null ? config : ofDataDirectory()), System.getenv());
    }

    private Path ofDataDirectory() throws CommandException, IOException {
        return StackAddresses.load(dataDirectory)
                .map(addresses -> Path.of(addresses.configuration()))
                .orElseThrow(() -> CommandException.usage("No stack has run on " + dataDirectory
                        + ": start one with ./xraystream up, or name its settings with --config FILE."));
    }
}
