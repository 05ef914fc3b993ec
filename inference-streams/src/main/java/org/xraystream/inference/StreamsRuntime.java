package org.xraystream.inference;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xraystream.service.Dependency;
import org.xraystream.service.KafkaSettings;

/** Kafka Streams while it runs: exactly once, a thread that fails is replaced, and its state is a health check. */
final class StreamsRuntime implements Dependency, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsRuntime.class);
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);
    /** A poll that finds room may overfill it by this. */
    static final int POLLED_IMAGES = 64;

    private final KafkaStreams streams;
    private final KafkaStreamsMetrics metrics;

    private StreamsRuntime(KafkaStreams streams) {
        this.streams = streams;
        this.metrics = new KafkaStreamsMetrics(streams);
    }

    /**
     * Starts the stream threads.
     *
     * @param isFull whether no more records are to be taken for now
     * @param onFatal told of what this process cannot go on after
     * @param registry is given Kafka's own meters, such as the lag of each partition and the latency of commits
     * @throws IOException if the state directory can't be written
     */
    static StreamsRuntime start(
            Topology topology,
            KafkaSettings kafka,
            InferenceSettings inference,
            BooleanSupplier isFull,
            Consumer<Throwable> onFatal,
            MeterRegistry registry)
            throws IOException, InterruptedException {
        KafkaStreams streams = new KafkaStreams(topology, properties(kafka, inference), new ThrottledClients(isFull));
        try {
            WindowChange.follow(streams, kafka, inference);
        } catch (IOException | InterruptedException | RuntimeException e) {
            streams.close();
            throw e;
        }
        streams.setUncaughtExceptionHandler(exception -> {
            if (exception instanceof OutOfMemoryError) {
                onFatal.accept(exception);
            }
            LOG.error("A stream thread failed and is replaced; it reads again from its last commit", exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        StreamsRuntime runtime = new StreamsRuntime(streams);
        runtime.metrics.bindTo(registry);
        streams.start();
        return runtime;
    }

    private static Properties properties(KafkaSettings kafka, InferenceSettings inference) {
        Map<String, Object> own = new HashMap<>();
        own.put(StreamsConfig.APPLICATION_ID_CONFIG, inference.applicationId());
        own.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        own.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, inference.threads());
        own.put(StreamsConfig.STATE_DIR_CONFIG, inference.stateDirectory().toString());
        own.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) kafka.replicationFactor());
        own.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterHandler.class);
        // Kafka's own handler would send the image to the dead letters before the thread ends
        own.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, OutageHandler.class);
        // results are collected, and committed, between two polls
        own.put(StreamsConfig.POLL_MS_CONFIG, (int) InferenceTopology.COLLECT_INTERVAL.toMillis());
        own.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedMemory.class);
        // a backlog that waited for the first start is read, not skipped
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        own.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), POLLED_IMAGES);
        own.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                inference.transactionTimeout().toMillis());
        Properties properties = new Properties();
        properties.putAll(kafka.memberProperties(own));
        properties.putAll(inference.streams());
        return properties;
    }

    @Override
    public String name() {
        return "streams";
    }

    @Override
    public void check() {
        KafkaStreams.State state = streams.state();
        if (state != KafkaStreams.State.RUNNING) {
            throw new IllegalStateException("Kafka Streams is " + state);
        }
    }

    /** Leaves the group, so that the others take over at once instead of after the session's timeout. */
    @Override
    public void close() {
        metrics.close();
        streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
