package org.xraystream.launcher;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.xraystream.command.JsonFile;
import org.xraystream.stack.InfrastructureEndpoints;

/**
 * Where a running stack is, without its secrets; kept in its data directory, where {@code push} finds it.
 *
 * @param readingRoom the page and the query API
 * @param ingest takes images
 * @param inference health and metrics
 * @param sink health and metrics
 * @param kafka bootstrap servers
 * @param schemaRegistry base URL of Confluent's API
 * @param objectStore S3 endpoint
 * @param database JDBC URL
 * @param configuration file of settings, secrets among them, for a service or client that is to join this stack
 */
record StackAddresses(
        String readingRoom,
        String ingest,
        String inference,
        String sink,
        String kafka,
        String schemaRegistry,
        String objectStore,
        String database,
        String configuration) {

    private static final String FILE = "addresses.json";

    static StackAddresses of(InfrastructureEndpoints parts, Services services, Path configuration) {
        return new StackAddresses(
                local(services.readingRoom()),
                local(services.ingest()),
                local(services.inference()),
                local(services.sink()),
                parts.kafka().bootstrapServers(),
                parts.schemaRegistry().url().toString(),
                parts.objectStore().url().toString(),
                parts.database().jdbcUrl(),
                configuration.toString());
    }

    private static String local(int port) {
        return "http://127.0.0.1:" + port;
    }

    /** Returns when every service says that it is ready. */
    void awaitReady() throws IOException, InterruptedException {
        ReadinessProbe probe = new ReadinessProbe();
        probe.await("inference-streams", inference);
        probe.await("results-sink", sink);
        probe.await("reading-room", readingRoom);
        probe.await("ingest-service", ingest);
    }

    void save(Path dataDirectory) throws IOException {
        JsonFile.write(dataDirectory.resolve(FILE), this);
    }

    /** Of the stack that last ran on a data directory, if any did. */
    static Optional<StackAddresses> load(Path dataDirectory) throws IOException {
        Path file = dataDirectory.resolve(FILE);
        return Files.exists(file)
                ? Optional.of(new JsonMapper().readValue(file.toFile(), StackAddresses.class))
                : Optional.empty();
    }
}
