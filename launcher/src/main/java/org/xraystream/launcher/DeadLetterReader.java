package org.xraystream.launcher;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.xraystream.command.CommandException;
import org.xraystream.schemas.DeadLetter;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/** Reads the dead letters of a broker. Not thread-safe. */
final class DeadLetterReader implements AutoCloseable {
    private static final String TOPIC = Topics.DEAD_LETTERS.name();
    private static final int ANSWER_MILLIS = 15_000;
    /** Longer than a transaction of any service may stay open. */
    private static final Duration OPEN_TRANSACTION = Duration.ofSeconds(90);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    DeadLetterReader(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                CommonClientConfigs.CLIENT_ID_CONFIG,
                "xraystream-dead-letters",
                CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS,
                CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG,
                ANSWER_MILLIS));
        this.admin = Admin.create(properties);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Every letter that was not sent again, by partition and offset. */
    List<OpenLetter> open() throws CommandException, InterruptedException {
        Map<TopicPartition, Map<Long, OpenLetter>> open = new HashMap<>();
        scan(message -> {
            Map<Long, OpenLetter> letters = open.computeIfAbsent(partition(message), any -> new LinkedHashMap<>());
            OpenLetter.of(message).ifPresent(letter -> letters.put(message.offset(), letter));
            DeadLetter.offsetSentAgain(message.headers()).ifPresent(letters::remove);
        });
        return open.values().stream()
                .flatMap(letters -> letters.values().stream())
                .sorted(Comparator.comparingInt(OpenLetter::partition).thenComparingLong(OpenLetter::offset))
                .toList();
    }

    /** Reads the topic from its beginning to its present end, waiting for the transactions that are open on it. */
    void scan(Consumer<ConsumerRecord<byte[], byte[]>> listener) throws CommandException, InterruptedException {
        Map<TopicPartition, Long> ends = ends();
        consumer.assign(ends.keySet());
        consumer.seekToBeginning(ends.keySet());
        long deadline = System.nanoTime() + OPEN_TRANSACTION.toNanos();
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            ConsumerRecords<byte[], byte[]> messages = consumer.poll(Duration.ofMillis(200));
            if (!messages.isEmpty()) {
                deadline = System.nanoTime() + OPEN_TRANSACTION.toNanos();
            } else if (System.nanoTime() > deadline) {
                throw CommandException.failed("The topic " + TOPIC
                        + " cannot be read to its end, since a transaction on it does not end: try again later.");
            }
            for (ConsumerRecord<byte[], byte[]> message : messages) {
                if (message.offset() < ends.get(partition(message))) {
                    listener.accept(message);
                }
            }
        }
    }

    /**
     * The ends beyond the transactions that are open: behind one there may be marks that a reader of what is committed
     * does not see yet.
     */
    private Map<TopicPartition, Long> ends() throws CommandException, InterruptedException {
        try {
            TopicDescription topic =
                    admin.describeTopics(List.of(TOPIC)).allTopicNames().get().get(TOPIC);
            Map<TopicPartition, OffsetSpec> latest = topic.partitions().stream()
                    .collect(Collectors.toMap(
                            info -> new TopicPartition(TOPIC, info.partition()), info -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .forEach((partition, offset) -> ends.put(partition, offset.offset()));
            return ends;
        } catch (ExecutionException e) {
            throw CommandException.failed("The Kafka broker does not tell of " + TOPIC + ": is it running? "
                    + e.getCause().getMessage());
        }
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> message) {
        return new TopicPartition(message.topic(), message.partition());
    }

    @Override
    public void close() {
        consumer.close();
        admin.close(Duration.ZERO);
    }
}
