package org.xraystream.stack;

/** How to reach one part. */
public sealed interface Endpoint permits KafkaEndpoint, SchemaRegistryEndpoint, ObjectStoreEndpoint, DatabaseEndpoint {

    /** Where the part listens, for people; without credentials. */
    String address();
}
