package org.xraystream.service;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.xraystream.schemas.Topic;

/**
 * Publishes events to one topic, each acknowledged by all in-sync replicas before the call returns. Thread-safe.
 *
 * @param <V> type of the events
 */
public final class EventPublisher<V> implements AutoCloseable {
    /** How long one event may take with all of Kafka's own retries; after that the caller is told to try again. */
    private static final Duration DELIVERY = Duration.ofSeconds(15);

    private final Topic<V> topic;
    private final Producer<String, V> producer;

    /** Publishes with a producer of the caller's, which is closed with this. */
    public EventPublisher(Topic<V> topic, Producer<String, V> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * Connects a producer.
     *
     * @param clientId as the broker's logs and metrics show it
     */
    public static <V> EventPublisher<V> connect(Topic<V> topic, KafkaSettings settings, String clientId) {
        Map<String, Object> properties = settings.clientProperties(Map.of(
                ProducerConfig.CLIENT_ID_CONFIG,
                clientId,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                DELIVERY.toMillis(),
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                5_000,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                (int) DELIVERY.toMillis()));
        return new EventPublisher<>(
                topic,
                new KafkaProducer<>(
                        properties,
                        topic.keySerde().serializer(),
                        topic.valueSerde(settings.registry()).serializer()));
    }

    /**
     * Publishes and waits for the acknowledgement.
     *
     * @throws PublishException if the broker or the registry did not take the event; it may still appear later, so that
     *     events must bear repetition
     */
    public void publish(String key, V event, TraceContext trace) throws PublishException, InterruptedException {
        ProducerRecord<String, V> message = new ProducerRecord<>(topic.name(), key, event);
        trace.writeTo(message.headers());
        try {
            producer.send(message).get(2 * DELIVERY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException | KafkaException e) {
            throw failed(e);
        }
    }

    private PublishException failed(Throwable cause) {
        return new PublishException("The event for " + topic + " was not acknowledged: " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        producer.close(DELIVERY);
    }
}
