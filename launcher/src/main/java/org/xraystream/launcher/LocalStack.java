package org.xraystream.launcher;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.xraystream.registry.ShippedModel;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Settings;
import org.xraystream.service.Shutdown;

/** The whole circle in this process: the embedded infrastructure, and on it every service. */
final class LocalStack implements AutoCloseable {
    private final Shutdown shutdown;
    private final StackAddresses addresses;

    private LocalStack(Shutdown shutdown, StackAddresses addresses) {
        this.shutdown = shutdown;
        this.addresses = addresses;
    }

    /**
     * Starts everything and returns when every service is ready.
     *
     * @param settings of the user; a part that they name is used instead of an embedded one
     * @param progress hears a line for each part
     */
    static LocalStack start(Path dataDirectory, Settings settings, Consumer<String> progress) throws Exception {
        Shutdown shutdown = new Shutdown();
        try {
            WiredInfrastructure infrastructure =
                    shutdown.add(WiredInfrastructure.start(dataDirectory, settings, progress));
            Settings wired = infrastructure.settings().with(StackWiring.places(settings, dataDirectory));
            Services services = Services.start(wired, shutdown, progress);
            StackAddresses addresses =
                    StackAddresses.of(infrastructure.endpoints(), services, infrastructure.connections());
            addresses.awaitReady();
            if (wired.optionalText("inference.model-package").isEmpty()) {
                ShippedModel.announceIfNeeded(KafkaSettings.from(wired), "launcher");
            }
            addresses.save(dataDirectory);
            return new LocalStack(shutdown, addresses);
        } catch (Exception e) {
            shutdown.closeAfter(e);
            throw e;
        }
    }

    StackAddresses addresses() {
        return addresses;
    }

    @Override
    public void close() {
        shutdown.close();
    }
}
