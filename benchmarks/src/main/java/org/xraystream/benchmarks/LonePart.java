package org.xraystream.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.xraystream.launcher.WiredInfrastructure;
import org.xraystream.service.Settings;

/** One part of the infrastructure in a process of its own, so that it alone can be killed. */
final class LonePart {
    private static final String READY = "ready: ";

    /** Nobody is there: what this process does not start it must be given. */
    private static final Map<String, String> NOWHERE = Map.of(
            "kafka.bootstrap-servers", "127.0.0.1:9",
            "kafka.schema-registry-url", "http://127.0.0.1:9",
            "object-store.endpoint", "http://127.0.0.1:9",
            "object-store.access-key", "none",
            "object-store.secret-key", "none",
            "database.url", "jdbc:postgresql://127.0.0.1:9/none",
            "database.user", "none",
            "database.password", "none");

    private LonePart() {}

    /**
     * Runs it until it is killed.
     *
     * @param arguments the setting that names the part, and the folder of its state
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> others = new HashMap<>(NOWHERE);
        others.remove(arguments[0]);
        Settings settings = Settings.load(Optional.empty(), Map.of()).with(others);
        try (WiredInfrastructure part = WiredInfrastructure.start(Path.of(arguments[1]), settings, line -> {})) {
            System.out.println(READY + part.connections());
            Thread.currentThread().join();
        }
    }

    /**
     * The process of a part.
     *
     * @param setting that names it
     * @param ready completes with the file of its address and credentials
     */
    static JavaProcess start(String setting, Path folder, CompletableFuture<Path> ready) throws IOException {
        return JavaProcess.start(
                LonePart.class,
                0,
                Map.of(),
                line -> {
                    if (line.startsWith(READY)) {
                        ready.complete(Path.of(line.substring(READY.length())));
                    }
                },
                setting,
                folder.toString());
    }

    /** What the others must be told of the part. */
    static Map<String, String> connection(String setting, Path file) {
        Settings settings = Settings.load(Optional.of(file), Map.of());
        String table = setting.substring(0, setting.indexOf('.') + 1);
        return NOWHERE.keySet().stream()
                .filter(key -> key.startsWith(table) && (key.equals(setting) || !key.startsWith("kafka.")))
                .collect(Collectors.toMap(key -> key, settings::text));
    }
}
