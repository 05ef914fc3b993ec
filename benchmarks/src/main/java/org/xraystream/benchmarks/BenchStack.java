package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
import org.xraystream.sink.ResultsSink;
import org.xraystream.training.TrainingJob;

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
        return start(folder, Map.of(), progress);
    }

    /** @param elsewhere settings of a part that runs in another process */
    static BenchStack start(Path folder, Map<String, String> elsewhere, Consumer<String> progress) throws IOException {
        Settings settings = Settings.load(Optional.empty(), Map.of()).with(elsewhere);
        return new BenchStack(folder, WiredInfrastructure.start(folder.resolve("data"), settings, progress));
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
        return service(InferenceService.class, 0, instance, "--config", connections());
    }

    /** The product's results-sink. */
    JavaProcess sink() throws IOException {
        return service(ResultsSink.class, 0, "sink", "--config", connections());
    }

    /** The naive topology. */
    JavaProcess naive(String topic, int streamThreads) throws IOException {
        return service(NaiveInference.class, 1, topic, topic, String.valueOf(streamThreads), connections());
    }

    /**
     * A command of training-job on this stack.
     *
     * @param environment settings on top of the default ones
     * @param lines hears what it prints
     */
    JavaProcess trainingJob(Map<String, String> environment, Consumer<String> lines, List<String> command)
            throws IOException {
        List<String> arguments = new ArrayList<>(command);
        arguments.addAll(List.of("--config", connections()));
        return JavaProcess.start(TrainingJob.class, 0, environment, lines, arguments.toArray(String[]::new));
    }

    private JavaProcess service(Class<?> main, int threads, String instance, String... arguments) throws IOException {
        Map<String, String> environment = Map.of(
                "XRAYSTREAM_INFERENCE_HTTP_PORT",
                "0",
                "XRAYSTREAM_RESULTS_SINK_HTTP_PORT",
                "0",
                "XRAYSTREAM_INFERENCE_STATE_DIR",
                folder.resolve(instance).toString());
        return JavaProcess.start(main, threads, environment, line -> {}, arguments);
    }

    private String connections() {
        return infrastructure.connections().toString();
    }

    @Override
    public void close() {
        infrastructure.close();
    }
}
