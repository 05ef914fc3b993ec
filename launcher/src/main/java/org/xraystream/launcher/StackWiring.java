package org.xraystream.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.xraystream.command.Installation;
import org.xraystream.service.Settings;
import org.xraystream.stack.DatabaseEndpoint;
import org.xraystream.stack.InfrastructureEndpoints;
import org.xraystream.stack.InfrastructureSettings;
import org.xraystream.stack.KafkaEndpoint;
import org.xraystream.stack.ObjectStoreEndpoint;
import org.xraystream.stack.Provision;
import org.xraystream.stack.SchemaRegistryEndpoint;

/** Which parts are embedded and which the user's own, and what the services must be told of them. */
final class StackWiring {
    private StackWiring() {}

    /** A part that the settings name is the user's own; the others are embedded. */
    static InfrastructureSettings parts(Settings settings, Path dataDirectory) {
        InfrastructureSettings parts = InfrastructureSettings.embedded(dataDirectory, Installation.registryHome());
        if (settings.optionalText("kafka.bootstrap-servers").isPresent()) {
            parts = parts.withKafka(Provision.external(new KafkaEndpoint(settings.text("kafka.bootstrap-servers"))));
        }
        if (settings.optionalText("kafka.schema-registry-url").isPresent()) {
            parts = parts.withSchemaRegistry(
                    Provision.external(new SchemaRegistryEndpoint(settings.url("kafka.schema-registry-url"))));
        }
        if (settings.optionalText("object-store.endpoint").isPresent()) {
            parts = parts.withObjectStore(Provision.external(new ObjectStoreEndpoint(
                    settings.url("object-store.endpoint"),
                    settings.text("object-store.region"),
                    settings.text("object-store.access-key"),
                    settings.text("object-store.secret-key"))));
        }
        if (settings.optionalText("database.url").isPresent()) {
            parts = parts.withDatabase(Provision.external(new DatabaseEndpoint(
                    settings.text("database.url"),
                    settings.text("database.user"),
                    settings.text("database.password"))));
        }
        return parts;
    }

    /** How to reach every part: what any service of this stack must be told, wherever it runs. */
    static Map<String, Object> connections(Settings settings, InfrastructureEndpoints parts, Path dataDirectory)
            throws IOException {
        Map<String, Object> connections = new TreeMap<>();
        connections.put("kafka.bootstrap-servers", parts.kafka().bootstrapServers());
        connections.put(
                "kafka.schema-registry-url", parts.schemaRegistry().url().toString());
        connections.put("object-store.endpoint", parts.objectStore().url().toString());
        connections.put("object-store.region", parts.objectStore().region());
        connections.put("object-store.access-key", parts.objectStore().accessKey());
        connections.put("object-store.secret-key", parts.objectStore().secretKey());
        connections.put("database.url", parts.database().jdbcUrl());
        connections.put("database.user", parts.database().user());
        connections.put("database.password", parts.database().password());
        connections.put(
                "training.work-dir",
                dataDirectory.toAbsolutePath().resolve("training").toString());
        connections.put(
                "pseudonyms.key", settings.optionalText("pseudonyms.key").orElse(PseudonymKey.of(dataDirectory)));
        return connections;
    }

    /** What only the services in this process are told: their state, and free ports where the usual ones are taken. */
    static Map<String, Object> places(Settings settings, Path dataDirectory) {
        Map<String, Object> places = new HashMap<>();
        places.put("inference.state-dir", dataDirectory.resolve("inference").toString());
        for (String service : new String[] {"ingest", "inference", "results-sink", "reading-room"}) {
            String path = service + ".http.port";
            places.put(path, freePort(settings.integer(path, 0, 65_535)));
        }
        return places;
    }

    /** The wanted port, or 0 (any) if it is taken: the addresses that were found are printed and saved. */
    private static int freePort(int wanted) {
        try (ServerSocket probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort() == wanted ? wanted : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
