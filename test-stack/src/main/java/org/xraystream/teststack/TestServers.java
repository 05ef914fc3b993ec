package org.xraystream.teststack;

import java.net.URI;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.xraystream.stack.DatabaseEndpoint;
import org.xraystream.stack.InfrastructureEndpoints;
import org.xraystream.stack.InfrastructureSettings;
import org.xraystream.stack.KafkaEndpoint;
import org.xraystream.stack.LocalInfrastructure;
import org.xraystream.stack.ObjectStoreEndpoint;
import org.xraystream.stack.Provision;
import org.xraystream.stack.SchemaRegistryEndpoint;

/**
 * Servers that a test has to itself, with nothing in them, until it closes them. Of those that it did not ask for, the
 * endpoints lead nowhere.
 */
public final class TestServers implements AutoCloseable {
    private static final Path REGISTRY_HOME = Path.of("..", "local-stack", "target", "apicurio");
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9");
    private static final InfrastructureEndpoints NONE = new InfrastructureEndpoints(
            new KafkaEndpoint("127.0.0.1:9"),
            new SchemaRegistryEndpoint(NOWHERE),
            new ObjectStoreEndpoint(NOWHERE, "none", "none", "none"),
            new DatabaseEndpoint("jdbc:postgresql://127.0.0.1:9/none", "none", "none"));

    private final Set<Server> wanted;
    private final InfrastructureEndpoints endpoints;
    private final AutoCloseable servers;

    private TestServers(Set<Server> wanted, InfrastructureEndpoints endpoints, AutoCloseable servers) {
        this.wanted = wanted;
        this.endpoints = endpoints;
        this.servers = servers;
    }

    /**
     * Starts servers of the {@linkplain ServerKind#chosen() chosen} kind, side by side.
     *
     * @param folder where the embedded ones keep their files
     */
    public static TestServers start(Path folder, Server... wanted) {
        return start(ServerKind.chosen(), folder, wanted);
    }

    /**
     * Starts servers of one kind; a schema registry brings Kafka, where it may keep its schemas. Where these are
     * containers that cannot be had, the test is skipped, unless they were chosen.
     */
    public static TestServers start(ServerKind kind, Path folder, Server... wanted) {
        Set<Server> all = EnumSet.copyOf(List.of(wanted));
        if (all.contains(Server.SCHEMA_REGISTRY)) {
            all.add(Server.KAFKA);
        }
        return switch (kind) {
            case EMBEDDED -> embedded(folder, all);
            case CONTAINERS -> containers(all);
        };
    }

    private static TestServers embedded(Path folder, Set<Server> wanted) {
        InfrastructureSettings settings = InfrastructureSettings.embedded(folder, REGISTRY_HOME);
        if (!wanted.contains(Server.KAFKA)) {
            settings = settings.withKafka(Provision.external(NONE.kafka()));
        }
        if (!wanted.contains(Server.SCHEMA_REGISTRY)) {
            settings = settings.withSchemaRegistry(Provision.external(NONE.schemaRegistry()));
        }
        if (!wanted.contains(Server.OBJECT_STORE)) {
            settings = settings.withObjectStore(Provision.external(NONE.objectStore()));
        }
        if (!wanted.contains(Server.DATABASE)) {
            settings = settings.withDatabase(Provision.external(NONE.database()));
        }
        LocalInfrastructure infrastructure = LocalInfrastructure.start(settings, event -> {});
        return new TestServers(wanted, infrastructure.endpoints(), infrastructure);
    }

    private static TestServers containers(Set<Server> wanted) {
        Images images = Images.present(wanted);
        Containers containers = new Containers(images, wanted);
        containers.start();
        return new TestServers(wanted, containers.endpoints(NONE), containers);
    }

    /** Where the servers are. */
    public InfrastructureEndpoints endpoints() {
        return endpoints;
    }

    /** The services' settings that lead to the servers that were asked for. */
    public Map<String, String> settings() {
        Map<String, String> settings = new TreeMap<>();
        if (wanted.contains(Server.KAFKA)) {
            settings.put("kafka.bootstrap-servers", endpoints.kafka().bootstrapServers());
        }
        if (wanted.contains(Server.SCHEMA_REGISTRY)) {
            settings.put(
                    "kafka.schema-registry-url",
                    endpoints.schemaRegistry().url().toString());
        }
        if (wanted.contains(Server.OBJECT_STORE)) {
            ObjectStoreEndpoint store = endpoints.objectStore();
            settings.put("object-store.endpoint", store.url().toString());
            settings.put("object-store.region", store.region());
            settings.put("object-store.access-key", store.accessKey());
            settings.put("object-store.secret-key", store.secretKey());
        }
        if (wanted.contains(Server.DATABASE)) {
            DatabaseEndpoint database = endpoints.database();
            settings.put("database.url", database.jdbcUrl());
            settings.put("database.user", database.user());
            settings.put("database.password", database.password());
        }
        return settings;
    }

    @Override
    public void close() {
        try {
            servers.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The servers of a test did not stop: " + e, e);
        }
    }
}
