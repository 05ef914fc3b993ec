package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.Classifier;
import org.xraystream.model.ModelPackageException;
import org.xraystream.model.net.Precision;
import org.xraystream.registry.PackageStore;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;

/** What a reader of committed records finds in {@code xray.models}, every record of it. */
final class AnnouncedPackages {
    private static final Duration POLL = Duration.ofMillis(200);

    private AnnouncedPackages() {}

    static List<ModelReleased> of(KafkaSettings kafka, ModelRole role) {
        Map<String, Object> properties =
                kafka.clientProperties(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
        List<ModelReleased> found = new ArrayList<>();
        try (KafkaConsumer<String, ModelReleased> consumer = new KafkaConsumer<>(
                properties,
                Topics.MODELS.keySerde().deserializer(),
                Topics.MODELS.valueSerde(kafka.registry()).deserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MODELS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(record -> found.add(record.value()));
            }
        }
        found.removeIf(event -> event.getRole() != role);
        return found;
    }

    /** Whether the package of an announcement is there, whole, and can be loaded. */
    static boolean isLoadable(PackageStore packages, ModelReleased announced) throws ObjectStoreException {
        try {
            Classifier.load(packages.get(announced), EnumSet.of(Precision.FLOAT32))
                    .close();
            return true;
        } catch (ModelPackageException e) {
            return false;
        }
    }
}
