package org.xraystream.inference.replay;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.xraystream.events.DiagnosisMade;
import org.xraystream.events.ImageReceived;
import org.xraystream.events.ImageRejected;
import org.xraystream.inference.pipeline.Outcome;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.TraceContext;

/**
 * Writes the outcomes of one replay, those of a call all or none (KIP-98). A second replay to the same topics shuts the
 * first out, so that never two of them write there. Not thread-safe.
 */
final class ReplaySink implements AutoCloseable {
    private static final Duration DELIVERY = Duration.ofSeconds(15);

    private final ReplayTopics topics;
    private final Producer<String, byte[]> producer;
    private final Serializer<DiagnosisMade> diagnoses;
    private final Serializer<ImageRejected> rejections;

    /** What became of an image, and its event. */
    record Finished(SpanReader.Entry<ImageReceived> image, Outcome outcome) {}

    private ReplaySink(ReplayTopics topics, Producer<String, byte[]> producer, Map<String, String> registry) {
        this.topics = topics;
        this.producer = producer;
        this.diagnoses = topics.diagnoses().valueSerde(registry).serializer();
        this.rejections = topics.rejections().valueSerde(registry).serializer();
    }

    /** Connects; what an earlier replay to these topics had not committed is gone, and it can commit no more. */
    static ReplaySink open(ReplayTopics topics, KafkaSettings kafka) throws ReplayException {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "replay-writer",
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                topics.name(),
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) DELIVERY.toMillis()));
        Producer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new ReplaySink(topics, producer, kafka.registry());
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw new ReplayException("The broker let nobody write to " + topics.name() + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes all of them, or none.
     *
     * @throws ReplayException if the broker is away, or another replay has taken over
     */
    void write(List<Finished> finished) throws ReplayException {
        try {
            producer.beginTransaction();
            for (Finished one : finished) {
                // what fails makes the commit fail
                Future<RecordMetadata> unused = producer.send(message(one));
            }
            producer.commitTransaction();
        } catch (KafkaException e) {
            if (isShutOut(e)) {
                throw new ReplayException(
                        "Another replay to " + topics.name() + " was started, and goes on instead.", e);
            }
            throw new ReplayException(
                    "The outcomes were not written; start the replay on the same topic again and it goes on: "
                            + e.getMessage(),
                    e);
        }
    }

    /** Which of the two it is depends on whether the coordinator of transactions or a partition's leader says so. */
    private static boolean isShutOut(KafkaException failure) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException);
    }

    private ProducerRecord<String, byte[]> message(Finished finished) {
        Headers headers = finished.image().headers();
        TraceContext.continuing(headers).writeTo(headers);
        String topic;
        byte[] value;
        if (finished.outcome() instanceof Outcome.Diagnosed diagnosed) {
            topic = topics.diagnoses().name();
            value = diagnoses.serialize(topic, diagnosed.event());
        } else if (finished.outcome() instanceof Outcome.Rejected rejected) {
            topic = topics.rejections().name();
            value = rejections.serialize(topic, rejected.event());
        } else {
            throw new IllegalStateException("There is no third outcome.");
        }
        String imageId = finished.image().event().getImageId();
        return new ProducerRecord<>(topic, null, finished.image().timestamp(), imageId, value, headers);
    }

    /** What is not committed is given up. */
    @Override
    public void close() {
        producer.close(DELIVERY);
        diagnoses.close();
        rejections.close();
    }
}
