package org.xraystream.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.xraystream.events.ModelReleased;
import org.xraystream.schemas.Topics;
import org.xraystream.service.KafkaSettings;
import org.xraystream.service.PublishException;
import org.xraystream.service.TraceContext;

/**
 * Writes roles to {@code xray.models}: of one call all announcements appear or none does (KIP-98). A second writer of
 * the same name shuts the first out, whose next call fails. Not thread-safe.
 */
public final class ModelReleases implements AutoCloseable {
    private static final Duration DELIVERY = Duration.ofSeconds(15);

    private final Producer<String, ModelReleased> producer;

    /** Writes with a transactional producer of the caller's, initialised here and closed with this. */
    ModelReleases(Producer<String, ModelReleased> producer) {
        this.producer = producer;
        producer.initTransactions();
    }

    /**
     * Connects, and shuts out who connected before under this name.
     *
     * @param writer who releases: a person's tool and the training job may write side by side under names of their own
     * @throws PublishException if the broker does not answer
     */
    public static ModelReleases connect(KafkaSettings kafka, String writer) throws PublishException {
        Map<String, Object> properties = kafka.clientProperties(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                "models-" + writer,
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                "models-" + writer,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) DELIVERY.toMillis()));
        KafkaProducer<String, ModelReleased> producer = new KafkaProducer<>(
                properties,
                Topics.MODELS.keySerde().serializer(),
                Topics.MODELS.valueSerde(kafka.registry()).serializer());
        try {
            return new ModelReleases(producer);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw new PublishException("The broker let nobody write to " + Topics.MODELS + ": " + e.getMessage(), e);
        }
    }

    /** Announces all of them, or none. */
    public void announce(List<ModelReleased> roles) throws PublishException {
        write(roles, Optional.empty());
    }

    /**
     * Announces all of them, or none, and with them how far a consumer group has read what led to them: so that what
     * was announced is never done again.
     *
     * @param progress of the group that has read
     * @throws PublishException if nothing was written, because the broker is away or another writer took over
     */
    public void announce(List<ModelReleased> roles, Progress progress) throws PublishException {
        write(roles, Optional.of(progress));
    }

    /**
     * How far a consumer group has read.
     *
     * @param offsets to go on from
     * @param group as its consumer says at present, so that one that was put out of the group is refused (KIP-447)
     */
    public record Progress(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {}

    private void write(List<ModelReleased> roles, Optional<Progress> progress) throws PublishException {
        try {
            producer.beginTransaction();
            for (ModelReleased role : roles) {
                ProducerRecord<String, ModelReleased> message =
                        new ProducerRecord<>(Topics.MODELS.name(), Topics.modelKey(role.getModel()), role);
                TraceContext.root().writeTo(message.headers());
                // what fails makes the commit fail
                Future<RecordMetadata> unused = producer.send(message);
            }
            progress.ifPresent(read -> producer.sendOffsetsToTransaction(read.offsets(), read.group()));
            producer.commitTransaction();
        } catch (ProducerFencedException | InvalidProducerEpochException e) {
            throw new PublishException("Another writer of models has taken over; nothing was announced.", e);
        } catch (KafkaException e) {
            abort();
            throw new PublishException("The models were not announced: " + e.getMessage(), e);
        }
    }

    private void abort() throws PublishException {
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            throw new PublishException("It is not known whether the models were announced: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        producer.close(DELIVERY);
    }
}
