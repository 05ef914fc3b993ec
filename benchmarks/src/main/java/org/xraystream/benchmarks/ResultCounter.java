package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.xraystream.service.KafkaSettings;

/** Counts the committed results of topics, by image, from those that come after it was opened. Not thread-safe. */
final class ResultCounter implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Set<String> images = new HashSet<>();
    private long results;

    private ResultCounter(KafkaConsumer<String, byte[]> consumer) {
        this.consumer = consumer;
    }

    static ResultCounter open(KafkaSettings kafka, String... topics) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                kafka.clientProperties(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        return new ResultCounter(consumer);
    }

    /** Takes what has come; waits a moment if nothing has. */
    void poll() {
        for (ConsumerRecord<String, byte[]> result : consumer.poll(POLL)) {
            images.add(result.key());
            results++;
        }
    }

    /** How many images have a result. */
    int images() {
        return images.size();
    }

    /** How many results there are. */
    long results() {
        return results;
    }

    /** How many results were more than an image's first. */
    long doubled() {
        return results - images.size();
    }

    /** How many of the images have no result. */
    long missing(Collection<String> expected) {
        return expected.stream().filter(image -> !images.contains(image)).count();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
