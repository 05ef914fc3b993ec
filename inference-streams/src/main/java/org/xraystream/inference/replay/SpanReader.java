package org.xraystream.inference.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.schemas.DecodingFailure;
import org.xraystream.schemas.Topic;
import org.xraystream.service.KafkaSettings;

/**
 * Reads what is committed of a span of a topic, which ends where the topic ended when this was opened; what was in an
 * open transaction then is waited for. In no group, so that nobody else gets less. Not thread-safe.
 */
final class SpanReader<V> implements AutoCloseable {
    /** As many records are handed out at once, at the most. */
    static final int MOST_AT_ONCE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(SpanReader.class);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Consumer<byte[], byte[]> consumer;
    private final Deserializer<V> values;
    private final Span span;
    private final SpanOffsets offsets;

    /**
     * An event as it stands on the topic.
     *
     * @param timestamp of the record, in milliseconds since 1970
     */
    record Entry<V>(V event, long timestamp, Headers headers) {}

    private SpanReader(
            Consumer<byte[], byte[]> consumer, Topic<V> topic, Span span, SpanOffsets offsets, KafkaSettings kafka) {
        this.consumer = consumer;
        this.values = topic.valueSerde(kafka.registry()).deserializer();
        this.span = span;
        this.offsets = offsets;
        consumer.assign(offsets.starts().keySet());
        offsets.starts().forEach(consumer::seek);
    }

    /**
     * Connects; nothing is read yet.
     *
     * @throws ReplayException if there is no such topic, or the broker does not answer
     */
    static <V> SpanReader<V> open(Topic<V> topic, Span span, KafkaSettings kafka)
            throws ReplayException, InterruptedException {
        SpanOffsets offsets = SpanOffsets.find(topic.name(), span, kafka);
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ConsumerConfig.CLIENT_ID_CONFIG, "replay-reader",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_AT_ONCE));
        return new SpanReader<>(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                topic,
                span,
                offsets,
                kafka);
    }

    /** How many offsets there are from the first of the span to the end of the topic. */
    long size() {
        return offsets.size();
    }

    /** How many of them are behind. */
    long passed() {
        return offsets.starts().entrySet().stream()
                .mapToLong(start ->
                        Math.min(consumer.position(start.getKey()), offsets.end(start.getKey())) - start.getValue())
                .sum();
    }

    /** Whether there may be more. */
    boolean hasMore() {
        List<TopicPartition> atTheirEnd = consumer.assignment().stream()
                .filter(partition -> consumer.position(partition) >= offsets.end(partition))
                .toList();
        consumer.pause(atTheirEnd);
        return atTheirEnd.size() < consumer.assignment().size();
    }

    /**
     * The next events, in the order of their partition; waits for the broker, and may return none.
     *
     * @throws ReplayException if the schema registry is away
     */
    List<Entry<V>> next() throws ReplayException {
        List<Entry<V>> events = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(message.topic(), message.partition());
            if (message.offset() < offsets.end(partition) && span.contains(message.timestamp())) {
                event(message)
                        .ifPresent(event -> events.add(new Entry<>(event, message.timestamp(), message.headers())));
            }
        }
        return events;
    }

    /** What is no event is a dead letter of whoever reads the topic in earnest. */
    private Optional<V> event(ConsumerRecord<byte[], byte[]> message) throws ReplayException {
        try {
            return Optional.ofNullable(values.deserialize(message.topic(), message.value()));
        } catch (RuntimeException e) {
            if (DecodingFailure.isOutage(e)) {
                throw new ReplayException(
                        "The schema registry does not answer; start the replay on the same topic again and it goes on: "
                                + e.getMessage(),
                        e);
            }
            LOG.warn(
                    "The record {} of {}-{} is passed over. {}",
                    message.offset(),
                    message.topic(),
                    message.partition(),
                    DecodingFailure.reason(e));
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
        values.close();
    }
}
