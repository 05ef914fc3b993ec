package org.xraystream.training.drift;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.registry.RegistryAwayException;
import org.xraystream.schemas.DecodingFailure;
import org.xraystream.schemas.Topic;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.ObjectStoreException;

/**
 * Reads the events of a topic from a time on, in no group: whoever starts again reads again. An event is lost to no
 * outage, for it is done with only when its handler has returned. Not thread-safe.
 */
final class LogReader<V> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<V> values;
    private final Deque<ConsumerRecord<byte[], byte[]>> pending = new ArrayDeque<>();
    private Map<TopicPartition, Long> ends = Map.of();

    /** Uses an event. */
    @FunctionalInterface
    interface Handler<V> {
        void accept(V event) throws ObjectStoreException, RegistryAwayException;
    }

    private LogReader(Consumer<byte[], byte[]> consumer, Deserializer<V> values) {
        this.consumer = consumer;
        this.values = values;
    }

    /** Connects; nothing is read yet. What is later written is read only once it is committed. */
    static <V> LogReader<V> connect(Topic<V> topic, KafkaSettings kafka, Instant from) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG,
                "drift-" + topic.name(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"));
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            seek(consumer, topic, from);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
        return new LogReader<>(consumer, topic.valueSerde(kafka.registry()).deserializer());
    }

    private static void seek(Consumer<byte[], byte[]> consumer, Topic<?> topic, Instant from) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> offsets = consumer.offsetsForTimes(times);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp offset = offsets.get(partition);
            consumer.seek(partition, offset == null ? ends.get(partition) : offset.offset());
        }
    }

    /** Asks the broker how far the topic goes at present. */
    void findEnd() {
        ends = consumer.endOffsets(consumer.assignment());
    }

    /** Whether there is more to {@link #poll} up to the end that was found last. */
    boolean isBehind() {
        return !pending.isEmpty()
                || ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** Hands some events over. After an exception the next call begins with the event that it was thrown at. */
    void poll(Handler<V> handler) throws ObjectStoreException, RegistryAwayException {
        if (pending.isEmpty()) {
            consumer.poll(POLL).forEach(pending::add);
        }
        for (; !pending.isEmpty(); pending.remove()) {
            V event = decoded(pending.element());
            if (event != null) {
                handler.accept(event);
            }
        }
    }

    /** Reads to the present end. */
    void readAll(Handler<V> handler) throws ObjectStoreException, RegistryAwayException {
        findEnd();
        while (isBehind()) {
            poll(handler);
        }
    }

    private V decoded(ConsumerRecord<byte[], byte[]> record) throws RegistryAwayException {
        try {
            return record.value() == null ? null : values.deserialize(record.topic(), record.value());
        } catch (RuntimeException e) {
            if (DecodingFailure.isOutage(e)) {
                throw new RegistryAwayException(e);
            }
            // results-sink, which reads the topic too, makes it a dead letter
            LOG.warn(
                    "The record {} of {}-{} is passed over. {}",
                    record.offset(),
                    record.topic(),
                    record.partition(),
                    DecodingFailure.reason(e));
            return null;
        }
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }
}
