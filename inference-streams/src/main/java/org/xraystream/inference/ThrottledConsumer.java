package org.xraystream.inference;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * A consumer that goes on polling, and so stays in its group, but gets no records while there is no room for them.
 * Partitions that its user has paused stay paused. Not thread-safe, as any consumer.
 */
final class ThrottledConsumer extends KafkaConsumer<byte[], byte[]> {
    private final BooleanSupplier isFull;
    private final Set<TopicPartition> pausedByUser = new HashSet<>();
    private boolean isThrottled;

    ThrottledConsumer(Map<String, Object> config, BooleanSupplier isFull) {
        super(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.isFull = isFull;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        if (isFull.getAsBoolean()) {
            throttle();
        } else if (isThrottled) {
            release();
        }
        return super.poll(timeout);
    }

    private void throttle() {
        if (!isThrottled) {
            pausedByUser.clear();
            pausedByUser.addAll(paused());
            isThrottled = true;
        }
        super.pause(assignment());
    }

    private void release() {
        Set<TopicPartition> wanted = new HashSet<>(assignment());
        wanted.removeAll(pausedByUser);
        super.resume(wanted);
        isThrottled = false;
    }

    @Override
    public void pause(Collection<TopicPartition> partitions) {
        pausedByUser.addAll(partitions);
        super.pause(partitions);
    }

    @Override
    public void resume(Collection<TopicPartition> partitions) {
        pausedByUser.removeAll(partitions);
        super.resume(partitions);
    }
}
