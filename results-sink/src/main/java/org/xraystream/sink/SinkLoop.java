package org.xraystream.sink;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.BackOff;
import org.xraystream.sink.PolledRecord.Outcome;

/**
 * Polls a batch, brings it to its end, commits its offsets; then the next. Offsets are kept in Kafka and committed
 * after the database: since a repeated event changes nothing, that loses and doubles nothing, and the group's lag can
 * be seen with Kafka's own tools. While something is away the partitions are paused and the loop goes on polling, so
 * that it stays in its group. Runs on one thread; {@link #stop} and {@link #check} may be called from any.
 */
final class SinkLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST_RETRY = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final BatchWriter writer;
    private final SinkMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<String> trouble = new AtomicReference<>();
    private final List<PolledRecord> batch = new ArrayList<>();
    private final BackOff retry;

    SinkLoop(Consumer<byte[], byte[]> consumer, BatchWriter writer, SinkMetrics metrics, Duration longestRetry) {
        this.consumer = consumer;
        this.writer = writer;
        this.metrics = metrics;
        this.retry = new BackOff(FIRST_RETRY, longestRetry);
    }

    void subscribe(Set<String> topics) {
        consumer.subscribe(topics, new Rebalances());
    }

    /** Runs until stopped, then closes the consumer. */
    @Override
    public void run() {
        try (consumer) {
            while (stopping.getCount() > 0) {
                pollOnce();
            }
        } catch (WakeupException e) {
            LOG.debug("Stopping");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            trouble.set("the sink has stopped");
        }
    }

    void stop() {
        stopping.countDown();
        consumer.wakeup();
    }

    /** Fails with the reason while nothing is being stored. */
    void check() {
        String reason = trouble.get();
        if (reason != null) {
            throw new IllegalStateException(reason);
        }
    }

    /** One poll, and one attempt at the batch at hand. */
    void pollOnce() throws InterruptedException {
        try {
            poll();
        } catch (WakeupException e) {
            throw e;
        } catch (KafkaException e) {
            retryLater("The broker gives no records: " + e.getMessage(), e);
            stopping.await(retry.present().toMillis(), TimeUnit.MILLISECONDS);
            return;
        }
        try {
            writer.write(batch);
            commitOffsets();
            finish();
        } catch (WakeupException e) {
            throw e;
        } catch (AwayException e) {
            retryLater(e.getMessage(), e);
        } catch (RuntimeException e) {
            LOG.error("A defect of the sink", e);
            retryLater("A defect of the sink: " + e, e);
        }
    }

    private void poll() {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(batch.isEmpty() ? POLL : retry.present())) {
            batch.add(new PolledRecord(record));
            metrics.read(record.topic());
        }
    }

    /**
     * Without waiting, since a row need not: without the commit the records would be read again, which changes nothing,
     * and the next commit covers it.
     */
    private void commitOffsets() {
        if (batch.isEmpty()) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (PolledRecord polled : batch) {
            ConsumerRecord<byte[], byte[]> record = polled.record();
            offsets.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        consumer.commitAsync(offsets, SinkLoop::onCommit);
    }

    private static void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets, Exception failure) {
        if (failure != null) {
            LOG.warn("Offsets were not committed, so records may be read again: {}", failure.getMessage());
        }
    }

    private void finish() {
        for (PolledRecord polled : batch) {
            metrics.ended(polled.record().topic(), polled.outcome().orElseThrow());
        }
        batch.clear();
        consumer.resume(consumer.assignment());
        retry.reset();
        if (trouble.getAndSet(null) != null) {
            LOG.info("Storing results again");
        }
    }

    private void retryLater(String message, Exception e) {
        if (!message.equals(trouble.getAndSet(message))) {
            LOG.warn("Trying again until it works: {}", message);
            LOG.debug("Where it failed", e);
        }
        metrics.retried();
        consumer.pause(consumer.assignment());
        retry.next();
    }

    /** Records of partitions that were taken away are another's; new partitions wait for the batch at hand. */
    private final class Rebalances implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            batch.removeIf(polled -> {
                ConsumerRecord<byte[], byte[]> record = polled.record();
                boolean taken = partitions.contains(new TopicPartition(record.topic(), record.partition()));
                if (taken) {
                    metrics.ended(record.topic(), polled.outcome().orElse(Outcome.RETURNED));
                }
                return taken;
            });
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            if (!batch.isEmpty()) {
                consumer.pause(partitions);
            }
        }
    }
}
