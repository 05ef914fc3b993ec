package org.xraystream.teststack;

import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.utility.DockerImageName;
import org.xraystream.stack.DatabaseEndpoint;
import org.xraystream.stack.InfrastructureEndpoints;
import org.xraystream.stack.KafkaEndpoint;
import org.xraystream.stack.ObjectStoreEndpoint;
import org.xraystream.stack.SchemaRegistryEndpoint;

/**
 * One container for each server, in a network of their own, with the settings that the tests rely on. They are removed
 * when this is closed, or else at the end of the JVM.
 */
final class Containers implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final String USER = "xraystream";
    private static final String PASSWORD = "a password of the tests only";
    private static final String BROKER = "kafka:19092";
    private static final int REGISTRY_PORT = 8081;
    private static final int STORE_PORT = 9000;
    private static final int DATABASE_PORT = 5432;

    private final Network network = Network.newNetwork();
    private final Map<Server, GenericContainer<?>> containers = new EnumMap<>(Server.class);

    Containers(Images images, Set<Server> wanted) {
        for (Server server : wanted) {
            DockerImageName image = images.of(server);
            containers.put(
                    server,
                    switch (server) {
                        case KAFKA -> kafka(image);
                        case SCHEMA_REGISTRY -> schemaRegistry(image);
                        case OBJECT_STORE -> objectStore(image);
                        case DATABASE -> database(image);
                    });
        }
        containers
                .values()
                .forEach(container -> container
                        .withNetwork(network)
                        .withImagePullPolicy(image -> false)
                        .withStartupTimeout(START_LIMIT));
        if (containers.containsKey(Server.SCHEMA_REGISTRY)) {
            containers.get(Server.SCHEMA_REGISTRY).dependsOn(containers.get(Server.KAFKA));
        }
    }

    void start() {
        try {
            Startables.deepStart(containers.values()).join();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    // The same as the embedded broker's, where tests depend on it: how soon a dead instance and its transactions go.
    private static GenericContainer<?> kafka(DockerImageName image) {
        return new KafkaContainer(image)
                .withListener(BROKER)
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "1000")
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "500")
                .withEnv("KAFKA_LOG_RETENTION_MS", "-1");
    }

    private static GenericContainer<?> schemaRegistry(DockerImageName image) {
        return new GenericContainer<>(image)
                .withEnv("SCHEMA_REGISTRY_HOST_NAME", "schema-registry")
                .withEnv("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", BROKER)
                .withEnv("SCHEMA_REGISTRY_SCHEMA_COMPATIBILITY_LEVEL", "full_transitive")
                .withExposedPorts(REGISTRY_PORT)
                .waitingFor(Wait.forHttp("/subjects").forPort(REGISTRY_PORT));
    }

    private static GenericContainer<?> objectStore(DockerImageName image) {
        return new GenericContainer<>(image)
                .withEnv("MINIO_ROOT_USER", USER)
                .withEnv("MINIO_ROOT_PASSWORD", PASSWORD)
                .withCommand("server", "/data")
                .withExposedPorts(STORE_PORT)
                .waitingFor(Wait.forHttp("/minio/health/ready").forPort(STORE_PORT));
    }

    // It is ready twice: the first time for what makes its database, behind closed doors.
    private static GenericContainer<?> database(DockerImageName image) {
        return new GenericContainer<>(image)
                .withEnv("POSTGRES_USER", USER)
                .withEnv("POSTGRES_PASSWORD", PASSWORD)
                .withExposedPorts(DATABASE_PORT)
                .waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*", 2));
    }

    /** The addresses of those that run, and of the others those that are given. */
    InfrastructureEndpoints endpoints(InfrastructureEndpoints others) {
        return new InfrastructureEndpoints(
                containers.containsKey(Server.KAFKA)
                        ? new KafkaEndpoint(((KafkaContainer) containers.get(Server.KAFKA)).getBootstrapServers())
                        : others.kafka(),
                containers.containsKey(Server.SCHEMA_REGISTRY)
                        ? new SchemaRegistryEndpoint(http(Server.SCHEMA_REGISTRY, REGISTRY_PORT))
                        : others.schemaRegistry(),
                containers.containsKey(Server.OBJECT_STORE)
                        ? new ObjectStoreEndpoint(http(Server.OBJECT_STORE, STORE_PORT), "us-east-1", USER, PASSWORD)
                        : others.objectStore(),
                containers.containsKey(Server.DATABASE)
                        ? new DatabaseEndpoint(
                                "jdbc:postgresql://" + address(Server.DATABASE, DATABASE_PORT) + "/" + USER,
                                USER,
                                PASSWORD)
                        : others.database());
    }

    private URI http(Server server, int port) {
        return URI.create("http://" + address(server, port));
    }

    private String address(Server server, int port) {
        GenericContainer<?> container = containers.get(server);
        return container.getHost() + ":" + container.getMappedPort(port);
    }

    @Override
    public void close() {
        containers.values().parallelStream().forEach(GenericContainer::stop);
        network.close();
    }
}
