package org.xraystream.training.retrain;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.training.feedback.LogEnds;

/**
 * The right to train, which one instance has at a time: whoever owns {@code xray.corrections} in the group
 * {@value #GROUP}. A thread of its own keeps polling, so that the broker knows that the instance lives however long it
 * trains; one that dies loses the right after the session timeout. One that is cut off and does not know it yet may
 * train on, but what it announces is refused, since its membership has ended (KIP-447). Thread-safe.
 */
public final class TrainingLease implements AutoCloseable {
    /** The consumer group. */
    public static final String GROUP = "training-job";

    private static final Logger LOG = LoggerFactory.getLogger(TrainingLease.class);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final Admin admin;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "training-lease"));
    private boolean held;
    private volatile ConsumerGroupMetadata group;

    private TrainingLease(Consumer<byte[], byte[]> consumer, Admin admin) {
        this.consumer = consumer;
        this.admin = admin;
        this.group = consumer.groupMetadata();
    }

    /** Asks for the right, which {@link #await} waits for. */
    public static TrainingLease join(KafkaSettings kafka) {
        Map<String, Object> properties = kafka.memberProperties(Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.CLIENT_ID_CONFIG,
                GROUP + "-" + ProcessHandle.current().pid(),
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                List.of(OneOwnerAssignor.class.getName()),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false));
        TrainingLease lease = new TrainingLease(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                Admin.create(kafka.clientProperties(Map.of())));
        lease.start();
        return lease;
    }

    private void start() {
        consumer.subscribe(Set.of(Topics.CORRECTIONS.name()), new ConsumerRebalanceListener() {
            @Override
            public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
                // it is the right that is wanted; the records are read elsewhere
                consumer.pause(consumer.assignment());
                hold(!consumer.assignment().isEmpty());
            }

            @Override
            public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
                hold(false);
            }
        });
        Future<?> unused = thread.scheduleWithFixedDelay(this::poll, 0, POLL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll() {
        try {
            consumer.poll(POLL);
            group = consumer.groupMetadata();
        } catch (RuntimeException e) {
            // what it throws would end the polling
            LOG.warn("The poll that keeps the right to train failed: {}", e.getMessage());
        }
    }

    private synchronized void hold(boolean now) {
        if (held != now) {
            LOG.info(now ? "This instance may train" : "This instance may not train any more");
        }
        held = now;
        notifyAll();
    }

    /** Whether this instance may train, as far as it knows. */
    public synchronized boolean isHeld() {
        return held;
    }

    /**
     * Waits for the right.
     *
     * @return whether this instance has it
     */
    public synchronized boolean await(Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!held && System.nanoTime() < deadline) {
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline - System.nanoTime()));
        }
        return held;
    }

    /** Who has the right: client and host; nothing if nobody does, or the broker does not say. */
    public Optional<String> holder() throws InterruptedException {
        try {
            return admin.describeConsumerGroups(Set.of(GROUP)).describedGroups().get(GROUP).get().members().stream()
                    .filter(member -> !member.assignment().topicPartitions().isEmpty())
                    .findFirst()
                    .map(TrainingLease::name);
        } catch (ExecutionException e) {
            return Optional.empty();
        }
    }

    private static String name(MemberDescription member) {
        return member.clientId() + " on " + member.host();
    }

    /** The run that was announced last, whoever did it. */
    public Optional<LastRun> lastRun() throws InterruptedException {
        return committed().values().stream()
                .filter(Objects::nonNull)
                .findFirst()
                .flatMap(offset -> LastRun.of(offset.metadata()));
    }

    /** How many records of {@code xray.corrections} lie between what was announced last and these ends. */
    public long newLabels(LogEnds ends) throws InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> committed = committed();
        return ends.of(Topics.CORRECTIONS).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata read = committed.get(end.getKey());
                    return Math.max(0, end.getValue() - (read == null ? 0 : read.offset()));
                })
                .sum();
    }

    private Map<TopicPartition, OffsetAndMetadata> committed() throws InterruptedException {
        try {
            return thread.submit(() -> new HashMap<>(consumer.committed(consumer.assignment())))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException away ? away : new IllegalStateException(e.getCause());
        }
    }

    /** The membership that the right hangs on, as it is now. */
    ConsumerGroupMetadata group() {
        return group;
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (thread.awaitTermination(10, TimeUnit.SECONDS)) {
                consumer.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        admin.close(Duration.ofSeconds(5));
    }
}
