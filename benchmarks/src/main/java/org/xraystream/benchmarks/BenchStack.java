package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.xraystream.inference.InferenceService;
import org.xraystream.launcher.WiredInfrastructure;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.Settings;

/**
 * The infrastructure in this process, on the loopback interface with the product's default settings, and processes that
 * read images beside it.
 */
final class BenchStack implements AutoCloseable {
    private final Path folder;
    private final WiredInfrastructure infrastructure;

    private BenchStack(Path folder, WiredInfrastructure infrastructure) {
        this.folder = folder;
        this.infrastructure = infrastructure;
    }

    /** @param folder for all state, empty */
    static BenchStack start(Path folder, Consumer<String> progress) throws IOException {
        Settings defaults = Settings.load(Optional.empty(), Map.of());
        return new BenchStack(folder, WiredInfrastructure.start(folder.resolve("data"), defaults, progress));
    }

    Settings settings() {
        return infrastructure.settings();
    }

    KafkaSettings kafka() {
        return KafkaSettings.from(settings());
    }

    /** Makes a topic with as many partitions as the product's. */
    void createTopic(String name) throws ExecutionException, InterruptedException {
        KafkaSettings kafka = kafka();
        try (Admin admin = Admin.create(kafka.clientProperties(Map.of()))) {
            admin.createTopics(List.of(new NewTopic(name, kafka.partitions(), kafka.replicationFactor())))
                    .all()
                    .get();
        }
    }

    /** The product's inference-streams. */
    JavaProcess inference(String instance) throws IOException {
        return reader(InferenceService.class, 0, instance);
    }

    /** The naive topology, each call of the model on one thread, since there is a stream thread per core. */
    JavaProcess naive() throws IOException {
        return reader(NaiveInference.class, 1, "naive");
    }

    private JavaProcess reader(Class<?> main, int threads, String instance) throws IOException {
        Map<String, String> environment = Map.of(
                "XRAYSTREAM_INFERENCE_HTTP_PORT",
                "0",
                "XRAYSTREAM_INFERENCE_STATE_DIR",
                folder.resolve(instance).toString());
        return JavaProcess.start(
                main,
                threads,
                environment,
                line -> {},
                "--config",
                infrastructure.connections().toString());
    }

    @Override
    public void close() {
        infrastructure.close();
    }
}
