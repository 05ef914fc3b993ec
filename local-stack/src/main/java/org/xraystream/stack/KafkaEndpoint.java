package org.xraystream.stack;

import java.util.Objects;

/**
 * How to reach Kafka, without authentication or encryption.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 */
public record KafkaEndpoint(String bootstrapServers) implements Endpoint {
    public KafkaEndpoint {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    }

    @Override
    public String address() {
        return bootstrapServers;
    }
}
