package org.xraystream.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.xraystream.service.Settings;
import org.xraystream.stack.InfrastructureEndpoints;
import org.xraystream.stack.InfrastructureException;
import org.xraystream.stack.LocalInfrastructure;

/** The infrastructure of a data directory while it runs, and what a service must be told to join it. */
public final class WiredInfrastructure implements AutoCloseable {
    private final LocalInfrastructure infrastructure;
    private final Settings settings;
    private final Path connections;

    private WiredInfrastructure(LocalInfrastructure infrastructure, Settings settings, Path connections) {
        this.infrastructure = infrastructure;
        this.settings = settings;
        this.connections = connections;
    }

    /**
     * Starts it and returns when every part answers.
     *
     * @param settings of the user; a part that they name is used instead of an embedded one
     * @param progress hears a line for each part
     * @throws InfrastructureException if a part cannot be started; the others are stopped again
     */
    public static WiredInfrastructure start(Path dataDirectory, Settings settings, Consumer<String> progress)
            throws IOException {
        LocalInfrastructure infrastructure = LocalInfrastructure.start(
                StackWiring.parts(settings, dataDirectory), event -> progress.accept(event.line()));
        try {
            Map<String, Object> connections =
                    StackWiring.connections(settings, infrastructure.endpoints(), dataDirectory);
            Path file = ConnectionFile.write(dataDirectory, connections);
            return new WiredInfrastructure(infrastructure, settings.with(connections), file);
        } catch (IOException | RuntimeException e) {
            infrastructure.close();
            throw e;
        }
    }

    InfrastructureEndpoints endpoints() {
        return infrastructure.endpoints();
    }

    /** The user's settings with the addresses and credentials of every part. */
    public Settings settings() {
        return settings;
    }

    /** The file with these addresses and credentials, for a service in another process; holds secrets. */
    public Path connections() {
        return connections;
    }

    @Override
    public void close() {
        infrastructure.close();
    }
}
