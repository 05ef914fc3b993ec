package org.xraystream.training.feedback;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.LabelCorrected;
import org.xraystream.schemas.DecodingFailure;
import org.xraystream.schemas.Topic;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/**
 * Reads what readers taught from {@code xray.corrections}, {@code xray.images} and {@code xray.diagnoses}, from the
 * beginning, in no group: what a run has read is nobody else's. Not thread-safe.
 */
public final class FeedbackLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FeedbackLog.class);
    private static final List<Topic<?>> READ = List.of(Topics.CORRECTIONS, Topics.IMAGES, Topics.DIAGNOSES);
    private static final Duration POLL = Duration.ofMillis(500);
    /** Without a record for so long, the broker is away. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<String, String> registry;
    private int undecodable;

    FeedbackLog(Consumer<byte[], byte[]> consumer, Map<String, String> registry) {
        this.consumer = consumer;
        this.registry = registry;
    }

    /** Connects; nothing is read yet. */
    public static FeedbackLog connect(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "training-feedback",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
        return new FeedbackLog(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                kafka.registry());
    }

    /** Where the log ends now. */
    public LogEnds ends() throws LogAwayException {
        try {
            List<TopicPartition> partitions = READ.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            return LogEnds.of(consumer.endOffsets(partitions));
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    /**
     * The labels of the log up to these ends.
     *
     * @throws LogAwayException if it cannot be read to the end now
     */
    public Feedback read(LogEnds ends, Labelling labelling) throws LogAwayException {
        undecodable = 0;
        List<LabelCorrected> corrections = new ArrayList<>();
        read(Topics.CORRECTIONS, ends, id -> true, corrections::add);
        Set<String> images = new HashSet<>();
        Set<String> answered = new HashSet<>();
        for (LabelCorrected correction : corrections) {
            images.add(correction.getImageId());
            correction.getSupersededDiagnosisId().ifPresent(answered::add);
        }
        Map<String, ImageReceived> received = new HashMap<>();
        read(Topics.IMAGES, ends, images::contains, image -> received.putIfAbsent(image.getImageId(), image));
        Map<String, DiagnosisMade> diagnoses = new HashMap<>();
        read(Topics.DIAGNOSES, ends, images::contains, diagnosis -> {
            if (answered.contains(diagnosis.getEventId())) {
                diagnoses.put(diagnosis.getEventId(), diagnosis);
            }
        });
        return labelling.of(new FeedbackEvents(corrections, received, diagnoses, undecodable));
    }

    /**
     * Reads a topic.
     *
     * @param wanted tells by its key, the imageId, whether a record is to be decoded
     */
    private <V> void read(Topic<V> topic, LogEnds ends, Predicate<String> wanted, java.util.function.Consumer<V> take)
            throws LogAwayException {
        Map<TopicPartition, Long> until = ends.of(topic);
        try (Deserializer<V> values = topic.valueSerde(registry).deserializer()) {
            consumer.assign(until.keySet());
            consumer.seekToBeginning(until.keySet());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!isRead(until)) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    deadline = System.nanoTime() + PATIENCE.toNanos();
                    if (record.offset() < until.get(new TopicPartition(record.topic(), record.partition()))
                            && record.key() != null
                            && wanted.test(new String(record.key(), StandardCharsets.UTF_8))) {
                        decode(record, values, take);
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw away(
                            new KafkaException("no record of " + topic + " came for " + PATIENCE.toSeconds() + " s"));
                }
            }
        } catch (KafkaException e) {
            throw away(e);
        }
    }

    private boolean isRead(Map<TopicPartition, Long> until) {
        return until.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private <V> void decode(
            ConsumerRecord<byte[], byte[]> record, Deserializer<V> values, java.util.function.Consumer<V> take)
            throws LogAwayException {
        V event;
        try {
            event = values.deserialize(record.topic(), record.value());
        } catch (RuntimeException e) {
            if (DecodingFailure.isOutage(e)) {
                throw new LogAwayException("The schema registry does not answer: " + e.getMessage(), e);
            }
            undecodable++;
            // results-sink, which reads the topic too, makes it a dead letter
            LOG.warn(
                    "The record {} of {}-{} is passed over. {}",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    DecodingFailure.reason(e));
            return;
        }
        if (event != null) {
            take.accept(event);
        }
    }

    private static LogAwayException away(KafkaException e) {
        return new LogAwayException("The broker does not answer: " + e.getMessage(), e);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
