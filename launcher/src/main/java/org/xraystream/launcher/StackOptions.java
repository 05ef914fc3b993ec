package org.xraystream.launcher;

import java.nio.file.Path;
import java.util.Optional;
import org.xraystream.command.Installation;
import org.xraystream.service.Settings;
import picocli.CommandLine.Option;

/** What {@code demo} and {@code up} are told alike. */
final class StackOptions {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Where all state is kept and found again; default: .xraystream beside the launcher.")
    private Path dataDirectory = Installation.defaultDataDirectory();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings of the services (HOCON). A part that is named there (kafka.bootstrap-servers,"
                            + " kafka.schema-registry-url, object-store.endpoint, database.url) is used instead of the embedded one.")
    private Path config;

    Path dataDirectory() {
        return dataDirectory;
    }

    Settings settings() {
        return Settings.load(Optional.ofNullable(config), System.getenv());
    }
}
