package org.xraystream.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/**
 * How to reach Kafka and the Schema Registry.
 *
 * @param bootstrapServers host:port, comma separated
 * @param partitions of topics that are missing
 * @param replicationFactor of topics that are missing
 * @param sessionTimeout how soon the work of a member that died is taken over by the others of its group
 * @param client further properties of every client
 * @param registry properties of the Schema Registry client, its URL among them
 */
public record KafkaSettings(
        String bootstrapServers,
        int partitions,
        short replicationFactor,
        Duration sessionTimeout,
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
                settings.duration("kafka.session-timeout"),
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

    /** Properties of a member of a consumer group, a consumer or Kafka Streams. */
    public Map<String, Object> memberProperties(Map<String, ?> own) {
        Map<String, Object> properties = new HashMap<>(own);
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
        // a third, as Kafka's documentation advises: two heartbeats may be lost
        properties.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) sessionTimeout.toMillis() / 3);
        return clientProperties(properties);
    }
}
