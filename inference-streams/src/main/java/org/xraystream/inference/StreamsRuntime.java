package org.xraystream.inference;

import java.time.Duration;
import java.util.Map;
import java.util.Properties;
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
    /** About a second's work on two cores; Kafka Streams' default of 1,000 makes that half a minute. */
    private static final int POLLED_IMAGES = 16;

    private final KafkaStreams streams;

    private StreamsRuntime(KafkaStreams streams) {
        this.streams = streams;
    }

    static StreamsRuntime start(Topology topology, KafkaSettings kafka, InferenceSettings inference) {
        Properties properties = new Properties();
        properties.putAll(kafka.memberProperties(Map.of(
                StreamsConfig.APPLICATION_ID_CONFIG,
                inference.applicationId(),
                StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                StreamsConfig.EXACTLY_ONCE_V2,
                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                inference.threads(),
                StreamsConfig.STATE_DIR_CONFIG,
                inference.stateDirectory().toString(),
                StreamsConfig.REPLICATION_FACTOR_CONFIG,
                (int) kafka.replicationFactor(),
                StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG,
                DeadLetterHandler.class,
                // a backlog that waited for the first start is read, not skipped
                StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG),
                "earliest",
                // a stream thread works off what it polled before it hears of a stop or of a new instance
                StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG),
                POLLED_IMAGES,
                StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
                (int) inference.transactionTimeout().toMillis())));
        // Kafka's own handler would send the image to the dead letters before the thread ends
        properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, OutageHandler.class);
        properties.putAll(inference.streams());
        KafkaStreams streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(exception -> {
            LOG.error("A stream thread failed and is replaced; it reads again from its last commit", exception);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.start();
        return new StreamsRuntime(streams);
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
        streams.close(CloseOptions.timeout(CLOSE_PATIENCE)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }
}
