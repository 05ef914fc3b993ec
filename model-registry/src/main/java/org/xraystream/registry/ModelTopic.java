package org.xraystream.registry;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.events.ModelReleased;
import org.xraystream.schemas.DecodingFailure;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/**
 * Reads {@code xray.models} from its beginning, in no group: every instance needs all of it. Not thread-safe but for
 * {@link #wakeUp}.
 */
public final class ModelTopic implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelTopic.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<ModelReleased> values;
    private final Deque<ConsumerRecord<byte[], byte[]>> undecoded = new ArrayDeque<>();
    private final AnnouncedModels announced = new AnnouncedModels();

    public ModelTopic(Consumer<byte[], byte[]> consumer, Map<String, String> registry) {
        this.consumer = consumer;
        this.values = Topics.MODELS.valueSerde(registry).deserializer();
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.MODELS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Connects; nothing is read yet.
     *
     * @param clientId as the broker's logs and metrics show it
     */
    public static ModelTopic connect(KafkaSettings kafka, String clientId) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, clientId, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"));
        return new ModelTopic(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                kafka.registry());
    }

    /** What was announced, as far as it was read. */
    public AnnouncedModels announced() {
        return announced;
    }

    /**
     * Reads to the present end.
     *
     * @throws RegistryAwayException if not all can be decoded now; what is left is with the next call
     */
    public void readAll() throws RegistryAwayException {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            poll(POLL);
        }
        decode();
    }

    /**
     * Waits for announcements.
     *
     * @return whether there are any
     * @throws RegistryAwayException if they cannot be decoded now; they are with the next call
     */
    public boolean poll(Duration patience) throws RegistryAwayException {
        consumer.poll(patience).forEach(undecoded::add);
        boolean news = !undecoded.isEmpty();
        decode();
        return news;
    }

    private void decode() throws RegistryAwayException {
        for (; !undecoded.isEmpty(); undecoded.remove()) {
            ConsumerRecord<byte[], byte[]> record = undecoded.element();
            try {
                if (record.value() != null) {
                    announced.add(values.deserialize(record.topic(), record.value()));
                }
            } catch (RuntimeException e) {
                if (DecodingFailure.isOutage(e)) {
                    throw new RegistryAwayException(e);
                }
                // results-sink, which reads the topic too, makes it a dead letter
                LOG.error(
                        "The record {} of {}-{} announces no model. {}",
                        record.offset(),
                        record.topic(),
                        record.partition(),
                        DecodingFailure.reason(e));
            }
        }
    }

    /** Ends a {@link #poll} with a {@link org.apache.kafka.common.errors.WakeupException}. */
    public void wakeUp() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }
}
