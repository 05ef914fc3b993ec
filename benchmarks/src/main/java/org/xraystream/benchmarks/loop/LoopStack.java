package org.xraystream.benchmarks.loop;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.xraystream.benchmarks.JavaProcess;
import org.xraystream.benchmarks.Progress;
import org.xraystream.command.CommandException;
import org.xraystream.command.JsonFile;
import org.xraystream.command.StackConnection;
import org.xraystream.launcher.Xraystream;
import org.xraystream.service.Settings;

/** The product as a user runs it, each command in a process of its own, with all state in one folder. */
final class LoopStack implements AutoCloseable {
    /**
     * Free ports, so that a stack of the user's may run beside it; a blind sample that gives the gate enough labels.
     */
    private static final Map<String, Object> SETTINGS = Map.of(
            "ingest.http.port", 0,
            "inference.http.port", 0,
            "results-sink.http.port", 0,
            "reading-room.http.port", 0,
            "reading-room.audit-percent", 20);

    private final Path folder;
    private final Progress progress;
    private Optional<JavaProcess> stack = Optional.empty();
    private Optional<JavaProcess> schedule = Optional.empty();

    LoopStack(Path folder, Progress progress) {
        this.folder = folder;
        this.progress = progress;
    }

    /** Runs a command of the launcher to its end. */
    void run(String... command) throws IOException, CommandException, InterruptedException {
        try (JavaProcess process = JavaProcess.start(Xraystream.class, 0, Map.of(), line -> {}, command)) {
            process.awaitEnd();
        }
    }

    /**
     * Starts everything that reads films.
     *
     * @param model package that serves until one is announced
     * @return the addresses
     */
    JsonNode up(Path model) throws IOException, CommandException, InterruptedException {
        Path settings = folder.resolve("up.conf");
        Files.writeString(
                settings,
                ConfigFactory.parseMap(SETTINGS)
                        .withFallback(ConfigFactory.parseMap(Map.of("inference.model-package", model.toString())))
                        .root()
                        .render(ConfigRenderOptions.concise()));
        Path addresses = folder.resolve("addresses.json");
        JavaProcess process = JavaProcess.start(
                Xraystream.class,
                0,
                Map.of(),
                progress::detail,
                "up",
                "--data-dir",
                data().toString(),
                "--config",
                settings.toString(),
                "--json",
                addresses.toString());
        stack = Optional.of(process);
        while (!Files.exists(addresses)) {
            process.requireRunning();
            Thread.sleep(200);
        }
        return JsonFile.read(addresses, JsonNode.class);
    }

    /**
     * Starts the training job on its schedule.
     *
     * @param base folder with the films that it trains on beside the labels
     * @param settings of it, by the names of the environment
     */
    void schedule(Path base, Map<String, String> settings) throws IOException {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("XRAYSTREAM_TRAINING_DATA", base.toString());
        environment.put(
                "XRAYSTREAM_TRAINING_WORK_DIR", folder.resolve("training").toString());
        environment.put("XRAYSTREAM_TRAINING_SCHEDULE_HTTP_PORT", "0");
        schedule = Optional.of(JavaProcess.start(
                Xraystream.class, 0, environment, progress::detail, "schedule", "--data-dir", data().toString()));
    }

    /** How to join the stack that is up. */
    Settings settings() {
        return Settings.load(Optional.of(data().resolve(StackConnection.FILE)), Map.of());
    }

    private Path data() {
        return folder.resolve("data");
    }

    /** @throws CommandException if anything that was started has ended */
    void requireRunning() throws CommandException, InterruptedException {
        if (stack.isPresent()) {
            stack.get().requireRunning();
        }
        if (schedule.isPresent()) {
            schedule.get().requireRunning();
        }
    }

    @Override
    public void close() {
        schedule.ifPresent(JavaProcess::close);
        stack.ifPresent(JavaProcess::close);
    }
}
