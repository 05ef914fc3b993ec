package org.xraystream.stack;

import java.nio.file.Path;
import java.util.Objects;

/**
 * What {@link LocalInfrastructure} is to start.
 *
 * @param dataDirectory where all state lives; created when missing, used by one process at a time
 * @param registryHome the folder that the schema registry was unpacked into: it holds {@code lib/} and the runner jar
 * @param kafka the broker
 * @param schemaRegistry the schema registry
 * @param objectStore the S3 server
 * @param database PostgreSQL
 */
public record InfrastructureSettings(
        Path dataDirectory,
        Path registryHome,
        Provision<KafkaEndpoint> kafka,
        Provision<SchemaRegistryEndpoint> schemaRegistry,
        Provision<ObjectStoreEndpoint> objectStore,
        Provision<DatabaseEndpoint> database) {

    public InfrastructureSettings {
        Objects.requireNonNull(dataDirectory, "dataDirectory");
        Objects.requireNonNull(registryHome, "registryHome");
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(schemaRegistry, "schemaRegistry");
        Objects.requireNonNull(objectStore, "objectStore");
        Objects.requireNonNull(database, "database");
    }

    /** Every part embedded, on ports that are chosen. */
    public static InfrastructureSettings embedded(Path dataDirectory, Path registryHome) {
        return new InfrastructureSettings(
                dataDirectory,
                registryHome,
                Provision.embedded(),
                Provision.embedded(),
                Provision.embedded(),
                Provision.embedded());
    }

    public InfrastructureSettings withKafka(Provision<KafkaEndpoint> other) {
        return new InfrastructureSettings(dataDirectory, registryHome, other, schemaRegistry, objectStore, database);
    }

    public InfrastructureSettings withSchemaRegistry(Provision<SchemaRegistryEndpoint> other) {
        return new InfrastructureSettings(dataDirectory, registryHome, kafka, other, objectStore, database);
    }

    public InfrastructureSettings withObjectStore(Provision<ObjectStoreEndpoint> other) {
        return new InfrastructureSettings(dataDirectory, registryHome, kafka, schemaRegistry, other, database);
    }

    public InfrastructureSettings withDatabase(Provision<DatabaseEndpoint> other) {
        return new InfrastructureSettings(dataDirectory, registryHome, kafka, schemaRegistry, objectStore, other);
    }
}
