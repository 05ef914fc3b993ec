package org.xraystream.stack;

import java.util.Objects;

/** The addresses and credentials of every part, embedded or the user's own. */
public record InfrastructureEndpoints(
        KafkaEndpoint kafka,
        SchemaRegistryEndpoint schemaRegistry,
        ObjectStoreEndpoint objectStore,
        DatabaseEndpoint database) {
    public InfrastructureEndpoints {
        Objects.requireNonNull(kafka, "kafka");
        Objects.requireNonNull(schemaRegistry, "schemaRegistry");
        Objects.requireNonNull(objectStore, "objectStore");
        Objects.requireNonNull(database, "database");
    }
}
