package org.xraystream.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.xraystream.events.ModelReference;
import org.xraystream.events.ModelReleased;
import org.xraystream.events.ModelRole;
import org.xraystream.model.ModelIdentity;
import org.xraystream.model.ModelPackage;
import org.xraystream.model.ModelPackageException;
import org.xraystream.schemas.Topics;
import org.xraystream.service.EventPublisher;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/** Announces the model that ships with the software as the first champion of a new stack. */
final class ShippedModel {
    private ShippedModel() {}

    /** Does nothing where any model was announced before: whoever did so decides. */
    static void announceIfFirst(KafkaSettings kafka)
            throws ModelPackageException, PublishException, InterruptedException {
        if (anyAnnounced(kafka)) {
            return;
        }
        ModelPackage release = ModelPackage.release();
        ModelIdentity identity = release.manifest().identity();
        ModelReleased event = ModelReleased.newBuilder()
                .setEventId(UUID.randomUUID().toString())
                .setOccurredAt(Instant.now())
                .setModel(new ModelReference(identity.id(), identity.version(), identity.sha256()))
                .setRole(ModelRole.CHAMPION)
                .setMetrics(figures(release.manifest().metrics().path("heldOut")))
                .setReleasedBy("xraystream")
                .setReason("Ships with the software; its figures are those of held-out patients.")
                .build();
        try (EventPublisher<ModelReleased> publisher = EventPublisher.connect(Topics.MODELS, kafka, "launcher")) {
            publisher.publish(identity.id(), event, TraceContext.root());
        }
    }

    private static boolean anyAnnounced(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(ConsumerConfig.CLIENT_ID_CONFIG, "launcher"));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.MODELS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            return consumer.endOffsets(partitions).values().stream().anyMatch(end -> end > 0);
        }
    }

    private static Map<String, Double> figures(JsonNode evaluation) {
        Map<String, Double> figures = new HashMap<>();
        for (String name : List.of("auroc", "accuracy", "sensitivity", "specificity", "ece", "brier")) {
            if (evaluation.path(name).isNumber()) {
                figures.put(name, evaluation.path(name).asDouble());
            }
        }
        return figures;
    }
}
