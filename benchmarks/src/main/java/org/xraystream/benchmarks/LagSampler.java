package org.xraystream.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;

/** Watches, second by second, what was accepted, what has a committed result, and the lag of inference-streams. */
final class LagSampler implements AutoCloseable {
    private static final String GROUP = "inference-streams";
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int ANSWER_SECONDS = 5;

    /**
     * A moment.
     *
     * @param seconds since the begin
     * @param accepted images so far
     * @param results committed so far
     * @param lag images on the brokers that no instance has committed to have taken; -1 where the brokers did not say
     */
    record Sample(double seconds, int accepted, long results, long lag) {}

    private final Admin admin;
    private final ResultCounter results;
    private final IntSupplier accepted;
    private final long began = System.nanoTime();
    private final List<Sample> samples = new ArrayList<>();
    private final Thread thread = new Thread(this::run, "lag-sampler");
    private volatile boolean stopping;

    private LagSampler(Admin admin, ResultCounter results, IntSupplier accepted) {
        this.admin = admin;
        this.results = results;
        this.accepted = accepted;
    }

    /**
     * Begins to watch.
     *
     * @param results that are polled by this from now on, and by nobody else before it is closed
     */
    static LagSampler start(KafkaSettings kafka, ResultCounter results, IntSupplier accepted) {
        LagSampler sampler = new LagSampler(Admin.create(kafka.clientProperties(Map.of())), results, accepted);
        sampler.thread.start();
        return sampler;
    }

    /** Seconds since it began. */
    double seconds() {
        return (System.nanoTime() - began) / 1e9;
    }

    private void run() {
        double next = 0;
        while (!stopping) {
            results.poll();
            if (seconds() >= next) {
                next = Math.max(next + EVERY.toSeconds(), seconds());
                Sample sample = new Sample(seconds(), accepted.getAsInt(), results.results(), lag());
                synchronized (samples) {
                    samples.add(sample);
                }
            }
        }
    }

    private long lag() {
        try {
            Map<TopicPartition, OffsetAndMetadata> taken = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get(ANSWER_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, ListOffsetsResultInfo> ends =
                    admin.listOffsets(images()).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return ends.entrySet().stream()
                    .mapToLong(end -> end.getValue().offset()
                            - (taken.get(end.getKey()) == null
                                    ? 0
                                    : taken.get(end.getKey()).offset()))
                    .sum();
        } catch (ExecutionException | TimeoutException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private Map<TopicPartition, OffsetSpec> images() throws InterruptedException, ExecutionException, TimeoutException {
        return admin
                .describeTopics(List.of(Topics.IMAGES.name()))
                .allTopicNames()
                .get(ANSWER_SECONDS, TimeUnit.SECONDS)
                .get(Topics.IMAGES.name())
                .partitions()
                .stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(Topics.IMAGES.name(), partition.partition()),
                        partition -> OffsetSpec.latest()));
    }

    /** What was seen so far. */
    List<Sample> samples() {
        synchronized (samples) {
            return List.copyOf(samples);
        }
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        thread.join();
        admin.close();
    }
}
