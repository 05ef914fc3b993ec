package org.xraystream.service;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;

/**
 * How to reach Kafka and the Schema Registry.
 *
 * @param bootstrapServers host:port, comma separated
 * @param partitions of topics that are missing
 * @param replicationFactor of topics that are missing
 * @param client further properties of every client
 * @param registry properties of the Schema Registry client, its URL among them
 */
public record KafkaSettings(
        String bootstrapServers,
        int partitions,
        short replicationFactor,
        Map<String, String> client,
        Map<String, String> registry) {

    /** Reads the table {@code kafka}. */
    public static KafkaSettings from(Settings settings) {
        Map<String, String> registry = new HashMap<>(settings.table("kafka.schema-registry"));
        registry.put(
                "schema.registry.url", settings.url("kafka.schema-registry-url").toString());
        return new KafkaSettings(
                settings.text("kafka.bootstrap-servers"),
                settings.integer("kafka.partitions", 1, 10_000),
                (short) settings.integer("kafka.replication-factor", 1, 100),
                settings.table("kafka.client"),
                Map.copyOf(registry));
    }

    /** Properties of a client: these settings, with a service's own below what the operator set. */
    public Map<String, Object> clientProperties(Map<String, ?> own) {
        Map<String, Object> properties = new HashMap<>(own);
        properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.putAll(client);
        return properties;
    }
}
