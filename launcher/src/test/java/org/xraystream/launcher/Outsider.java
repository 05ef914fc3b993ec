package org.xraystream.launcher;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.xraystream.service.Settings;

/** Somebody who knows a running stack only by its addresses and credentials, and uses standard clients. */
final class Outsider {
    private final StackAddresses addresses;
    private final Settings settings;

    Outsider(StackAddresses addresses) {
        this.addresses = addresses;
        this.settings = Settings.load(Optional.of(Path.of(addresses.configuration())), Map.of());
    }

    /** What a service of theirs would be configured with. */
    Settings settings() {
        return settings;
    }

    /** Every committed record of xray.diagnoses, from the first to the present last. */
    List<GenericRecord> diagnoses() {
        Map<String, Object> properties = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                addresses.kafka(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                StringDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                KafkaAvroDeserializer.class,
                "schema.registry.url",
                addresses.schemaRegistry());
        try (KafkaConsumer<String, GenericRecord> consumer = new KafkaConsumer<>(properties)) {
            List<TopicPartition> partitions = consumer.partitionsFor("xray.diagnoses").stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<GenericRecord> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> records.add(message.value()));
            }
            return records;
        }
    }

    /** The first column of a query. */
    List<String> column(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        addresses.database(), settings.text("database.user"), settings.text("database.password"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** The keys of a bucket. */
    List<String> objects(String bucket) throws Exception {
        try (MinioClient client = MinioClient.builder()
                .endpoint(addresses.objectStore())
                .credentials(settings.text("object-store.access-key"), settings.text("object-store.secret-key"))
                .region(settings.text("object-store.region"))
                .build()) {
            List<String> keys = new ArrayList<>();
            for (var item : client.listObjects(
                    ListObjectsArgs.builder().bucket(bucket).recursive(true).build())) {
                keys.add(item.get().objectName());
            }
            return keys;
        }
    }
}
